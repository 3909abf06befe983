#pragma once

#include "CDICOM.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcistrma.h>

#include <algorithm>
#include <cstdint>

namespace cdicom {

/// Bytes that are made when DCMTK asks for them, for values that never are in memory as a whole.
class PixelSourceProducer : public DcmProducer {
public:
    PixelSourceProducer(cd_pixel_source source, void *context, std::uint64_t count)
        : source_(source), context_(context), count_(count) {}

    OFBool good() const override { return !hasFailed_; }
    OFCondition status() const override {
        return hasFailed_ ? makeOFCondition(OFM_dcmdata, 0x7F03, OF_error, "the pixels cannot be made")
                          : EC_Normal;
    }
    OFBool eos() override { return position_ >= count_; }
    offile_off_t avail() override { return static_cast<offile_off_t>(count_ - position_); }

    offile_off_t read(void *buffer, offile_off_t length) override {
        auto wanted = std::min(static_cast<std::uint64_t>(length), count_ - position_);
        if (hasFailed_ || wanted == 0) return 0;
        auto *bytes = static_cast<std::uint8_t *>(buffer);
        hasFailed_ = source_(context_, position_, bytes, static_cast<size_t>(wanted)) != 0;
        if (hasFailed_) return 0;
        position_ += wanted;
        return static_cast<offile_off_t>(wanted);
    }

    offile_off_t skip(offile_off_t length) override {
        auto skipped = std::min(static_cast<std::uint64_t>(length), count_ - position_);
        position_ += skipped;
        return static_cast<offile_off_t>(skipped);
    }

    void putback(offile_off_t length) override {
        position_ -= std::min(static_cast<std::uint64_t>(length), position_);
    }

private:
    cd_pixel_source source_;
    void *context_;
    std::uint64_t count_;
    std::uint64_t position_ = 0;
    bool hasFailed_ = false;
};

class PixelSourceStream : public DcmInputStream {
public:
    PixelSourceStream(cd_pixel_source source, void *context, std::uint64_t count)
        : DcmInputStream(&producer_), producer_(source, context, count) {}

    DcmInputStreamFactory *newFactory() const override { return nullptr; }

private:
    PixelSourceProducer producer_;
};

class PixelSourceFactory : public DcmInputStreamFactory {
public:
    PixelSourceFactory(cd_pixel_source source, void *context, std::uint64_t count)
        : source_(source), context_(context), count_(count) {}

    DcmInputStream *create() const override {
        return new PixelSourceStream(source_, context_, count_);
    }
    DcmInputStreamFactory *clone() const override { return new PixelSourceFactory(*this); }
    /// The nearest of DCMTK's two kinds.
    DcmInputStreamFactoryType ident() const override { return DFT_DcmInputFileStreamFactory; }

private:
    cd_pixel_source source_;
    void *context_;
    std::uint64_t count_;
};

} // namespace cdicom
