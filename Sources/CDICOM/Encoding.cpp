#include "Encoding.hpp"
#include "File.hpp"

#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dcwcache.h>

#include <memory>

struct cd_writer {
    DcmFileFormat format;
};

using namespace cdicom;

namespace {

/// Hands what `write` writes to `take`, piece by piece: DCMTK asks for a fresh buffer whenever one is full.
template <class Write, class Take> OFCondition encode(Write write, Take take) {
    std::vector<std::uint8_t> piece(1 << 20);
    DcmOutputBufferStream stream(piece.data(), static_cast<offile_off_t>(piece.size()));
    OFCondition result = EC_StreamNotifyClient;
    while (result == EC_StreamNotifyClient) {
        result = write(stream);
        void *start = nullptr;
        offile_off_t count = 0;
        stream.flushBuffer(start, count);
        if (!take(static_cast<std::uint8_t *>(start), static_cast<size_t>(count)))
            return makeOFCondition(OFM_dcmdata, 0x7F02, OF_error, "the bytes are not wanted");
    }
    return result;
}

/// Meta information as the standard has it, but with the caller's implementation for DCMTK's.
OFCondition prepareMeta(
    DcmFileFormat &format, E_TransferSyntax syntax, const char *uid, const char *name) {
    OFCondition result = format.validateMetaInfo(syntax, EWM_createNewMeta);
    DcmMetaInfo *meta = format.getMetaInfo();
    if (result.good())
        result = meta->putAndInsertString(DCM_ImplementationClassUID, uid);
    if (result.good()) result = meta->putAndInsertString(DCM_ImplementationVersionName, name);
    if (result.good())
        result = meta->computeGroupLengthAndPadding(
            EGL_withGL, EPD_noChange, META_HEADER_DEFAULT_TRANSFERSYNTAX, EET_ExplicitLength);
    return result;
}

template <class Take>
OFCondition encodeFile(
    cd_writer &writer, E_TransferSyntax syntax, const char *uid, const char *name, Take take) {
    // DCMTK would make up an instance, another one every time.
    DcmDataset &set = *writer.format.getDataset();
    if (!set.tagExistsWithValue(DCM_SOPClassUID) || !set.tagExistsWithValue(DCM_SOPInstanceUID))
        return makeOFCondition(
            OFM_dcmdata, 0x7F01, OF_error, "no SOP Class UID or no SOP Instance UID");
    OFCondition result = prepareMeta(writer.format, syntax, uid, name);
    if (result.bad()) return result;
    DcmWriteCache cache;
    writer.format.transferInit();
    auto write = [&](DcmOutputStream &stream) {
        return writer.format.write(
            stream, syntax, EET_ExplicitLength, &cache, EGL_noChange, EPD_noChange, 0, 0, 0,
            EWM_dontUpdateMeta);
    };
    result = encode(write, take);
    writer.format.transferEnd();
    return result;
}

template <class Take>
OFCondition encodeDataSet(cd_writer &writer, E_TransferSyntax syntax, Take take) {
    DcmDataset &set = *writer.format.getDataset();
    DcmWriteCache cache;
    set.transferInit();
    auto write = [&](DcmOutputStream &stream) {
        return set.write(stream, syntax, EET_ExplicitLength, &cache);
    };
    OFCondition result = encode(write, take);
    set.transferEnd();
    return result;
}

} // namespace

std::vector<std::uint8_t> cdicom::fileHead(
    const char *sopClass, const char *sopInstance, E_TransferSyntax syntax, const char *uid,
    const char *name) {
    DcmFileFormat format;
    format.getDataset()->putAndInsertString(DCM_SOPClassUID, sopClass);
    format.getDataset()->putAndInsertString(DCM_SOPInstanceUID, sopInstance);
    if (prepareMeta(format, syntax, uid, name).bad()) return {};
    std::vector<std::uint8_t> bytes;
    DcmMetaInfo &meta = *format.getMetaInfo();
    meta.transferInit();
    auto write = [&](DcmOutputStream &stream) {
        return meta.write(stream, META_HEADER_DEFAULT_TRANSFERSYNTAX, EET_ExplicitLength, nullptr);
    };
    OFCondition result = encode(write, [&](const std::uint8_t *start, size_t count) {
        bytes.insert(bytes.end(), start, start + count);
        return true;
    });
    meta.transferEnd();
    return result.good() ? bytes : std::vector<std::uint8_t>();
}

int32_t cd_create(cd_writer **writer, cd_error *error) {
    *writer = nullptr;
    *error = cd_error{};
    return guarded(error, [&] {
        prepareOnce();
        if (!dcmDataDict.isDictionaryLoaded())
            return fail(error, CD_NO_DICTIONARY, "no data dictionary");
        *writer = new cd_writer;
        return static_cast<int32_t>(CD_OK);
    });
}

void cd_discard(cd_writer *writer) {
    cd_error ignored{};
    guarded(&ignored, [&] {
        delete writer;
        return CD_OK;
    });
}

cd_item *cd_writer_root(cd_writer *writer) {
    return reinterpret_cast<cd_item *>(
        static_cast<DcmItem *>(writer->format.getDataset()));
}

int32_t cd_encode(
    cd_writer *writer, int32_t syntax, const char *implementation_uid,
    const char *implementation_name, cd_sink sink, void *context, cd_error *error) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        E_TransferSyntax chosen =
            syntax == CD_RLE_LOSSLESS ? EXS_RLELossless : EXS_LittleEndianExplicit;
        DcmDataset &set = *writer->format.getDataset();
        auto take = [&](const std::uint8_t *bytes, size_t count) {
            return count == 0 || sink(context, bytes, count) == 0;
        };
        OFCondition result = set.chooseRepresentation(chosen, nullptr);
        if (result.good() && !set.canWriteXfer(chosen)) result = EC_CannotChangeRepresentation;
        if (result.good())
            result = implementation_uid && implementation_name
                ? encodeFile(*writer, chosen, implementation_uid, implementation_name, take)
                : encodeDataSet(*writer, chosen, take);
        if (result.bad()) return fail(error, CD_USAGE, result.text());
        return CD_OK;
    });
}
