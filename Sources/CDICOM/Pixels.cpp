#include "File.hpp"

#include <cstring>
#include <limits>

using namespace cdicom;

DcmPixelData *cd_file::pixelData() const {
    DcmElement *element = nullptr;
    auto *set = const_cast<cd_file *>(this)->format.getDataset();
    set->findAndGetElement(DCM_PixelData, element);
    return dynamic_cast<DcmPixelData *>(element);
}

DcmPixelSequence *cd_file::pixelSequence() const {
    DcmPixelData *pixels = pixelData();
    if (!pixels) return nullptr;
    E_TransferSyntax syntax = EXS_Unknown;
    const DcmRepresentationParameter *parameter = nullptr;
    pixels->getOriginalRepresentationKey(syntax, parameter);
    if (!DcmXfer(syntax).isEncapsulated()) return nullptr;
    DcmPixelSequence *sequence = nullptr;
    pixels->getEncapsulatedRepresentation(syntax, parameter, sequence);
    return sequence;
}

const std::vector<DcmPixelItem *> &cd_file::fragments() const {
    DcmPixelSequence *sequence = isListed_ ? nullptr : pixelSequence();
    isListed_ = true;
    if (!sequence) return fragments_;
    for (DcmObject *item = sequence->nextInContainer(nullptr); item;
         item = sequence->nextInContainer(item))
        if (auto *fragment = dynamic_cast<DcmPixelItem *>(item)) fragments_.push_back(fragment);
    return fragments_;
}

namespace {

DcmPixelItem *fragment(const cd_file *file, size_t index) {
    const auto &items = file->fragments();
    return index < items.size() ? items[index] : nullptr;
}

} // namespace

int32_t cd_pixel_storage(const cd_file *file) {
    int32_t storage = CD_NO_PIXELS;
    cd_error ignored{};
    guarded(&ignored, [&] {
        if (file->pixelSequence()) storage = CD_ENCAPSULATED;
        else if (file->pixelData()) storage = CD_NATIVE;
        return CD_OK;
    });
    return storage;
}

uint64_t cd_native_length(const cd_file *file) {
    uint64_t length = 0;
    cd_error ignored{};
    guarded(&ignored, [&] {
        if (DcmPixelData *pixels = file->pixelData()) length = pixels->getLength();
        return CD_OK;
    });
    return length;
}

int32_t cd_native_bytes(
    const cd_file *file, uint64_t offset, uint8_t *buffer, size_t count, cd_error *error) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        DcmPixelData *pixels = file->pixelData();
        uint64_t length = cd_native_length(file);
        if (!pixels || offset > length || count > length - offset)
            return fail(error, CD_DAMAGED, "the pixel data end before the frame does");
        OFCondition result = pixels->getPartialValue(
            buffer, static_cast<Uint32>(offset), static_cast<Uint32>(count));
        return result.good() ? CD_OK : fail(error, CD_DAMAGED, result.text());
    });
}

size_t cd_fragment_count(const cd_file *file) {
    size_t count = 0;
    cd_error ignored{};
    guarded(&ignored, [&] {
        count = file->fragments().size();
        return CD_OK;
    });
    return count;
}

size_t cd_fragment_length(const cd_file *file, size_t index) {
    size_t length = 0;
    cd_error ignored{};
    guarded(&ignored, [&] {
        if (DcmPixelItem *item = fragment(file, index)) length = item->getLength();
        return CD_OK;
    });
    return length;
}

int32_t cd_fragment_bytes(
    const cd_file *file, size_t index, uint8_t *buffer, size_t count, cd_error *error) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        DcmPixelItem *item = fragment(file, index);
        if (!item || item->getLength() != count)
            return fail(error, CD_USAGE, "no such fragment");
        Uint8 *bytes = nullptr;
        OFCondition result = item->getUint8Array(bytes);
        if (result.bad() || (!bytes && count > 0))
            return fail(error, CD_DAMAGED, "a fragment ends beyond the file");
        if (count > 0) std::memcpy(buffer, bytes, count);
        item->compact();
        return CD_OK;
    });
}

int32_t cd_decode_frame(
    const cd_file *file, uint32_t frame, uint32_t fragment, uint8_t *buffer, size_t count,
    cd_error *error) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        DcmPixelData *pixels = file->pixelData();
        DcmItem *set = const_cast<cd_file *>(file)->format.getDataset();
        Uint32 size = 0;
        if (!pixels || count > std::numeric_limits<Uint32>::max())
            return fail(error, CD_USAGE, "no such frame");
        OFCondition result = pixels->getUncompressedFrameSize(set, size);
        if (result.bad()) return fail(error, CD_DAMAGED, result.text());
        if (size != count) return fail(error, CD_USAGE, "buffer of the wrong size");
        OFString colours;
        result = pixels->getUncompressedFrame(
            set, frame, fragment, buffer, static_cast<Uint32>(count), colours);
        return result.good() ? CD_OK : fail(error, CD_DAMAGED, result.text());
    });
}
