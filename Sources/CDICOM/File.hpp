#pragma once

#include "CDICOM.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>

#include <cstdint>
#include <new>
#include <string>
#include <vector>

/// What a handle owns. Values may point into `inflated`.
struct cd_file {
    std::vector<std::uint8_t> inflated;
    DcmFileFormat format;
    std::string transferSyntax;

    DcmPixelData *pixelData() const;
    DcmPixelSequence *pixelSequence() const;
    /// Offset table and fragments; empty for native pixel data. DCMTK keeps them in a linked list,
    /// which is walked once.
    const std::vector<DcmPixelItem *> &fragments() const;

private:
    mutable std::vector<DcmPixelItem *> fragments_;
    mutable bool isListed_ = false;
};

namespace cdicom {

/// Silences DCMTK and registers its codecs, once.
void prepareOnce();

int32_t fail(cd_error *error, int32_t code, const char *text);

inline DcmItem *dataset(const cd_item *item) {
    return reinterpret_cast<DcmItem *>(const_cast<cd_item *>(item));
}

/// Runs `body`, which returns a code; an exception becomes one.
template <class Body> int32_t guarded(cd_error *error, Body body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc &) {
        return fail(error, CD_NO_MEMORY, "no memory");
    } catch (...) {
        return fail(error, CD_DAMAGED, "the file confuses its reader");
    }
}

} // namespace cdicom
