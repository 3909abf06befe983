#include "Encoding.hpp"
#include "File.hpp"

#include <dcmtk/dcmdata/dcostrmb.h>

#include <memory>

struct cd_writer {
    DcmFileFormat format;
    std::vector<std::uint8_t> encoded;
};

using namespace cdicom;

namespace {

/// Writes `object` piece by piece: DCMTK asks for a fresh buffer whenever one is full.
template <class Write> OFCondition encode(std::vector<std::uint8_t> &bytes, Write write) {
    std::vector<std::uint8_t> piece(1 << 20);
    DcmOutputBufferStream stream(piece.data(), static_cast<offile_off_t>(piece.size()));
    OFCondition result = EC_StreamNotifyClient;
    while (result == EC_StreamNotifyClient) {
        result = write(stream);
        void *start = nullptr;
        offile_off_t count = 0;
        stream.flushBuffer(start, count);
        auto *first = static_cast<std::uint8_t *>(start);
        bytes.insert(bytes.end(), first, first + count);
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

OFCondition encodeFile(
    cd_writer &writer, E_TransferSyntax syntax, const char *uid, const char *name) {
    // DCMTK would make up an instance, another one every time.
    DcmDataset &set = *writer.format.getDataset();
    if (!set.tagExistsWithValue(DCM_SOPClassUID) || !set.tagExistsWithValue(DCM_SOPInstanceUID))
        return makeOFCondition(
            OFM_dcmdata, 0x7F01, OF_error, "no SOP Class UID or no SOP Instance UID");
    OFCondition result = prepareMeta(writer.format, syntax, uid, name);
    if (result.bad()) return result;
    writer.format.transferInit();
    result = encode(writer.encoded, [&](DcmOutputStream &stream) {
        return writer.format.write(
            stream, syntax, EET_ExplicitLength, nullptr, EGL_noChange, EPD_noChange, 0, 0, 0,
            EWM_dontUpdateMeta);
    });
    writer.format.transferEnd();
    return result;
}

OFCondition encodeDataSet(cd_writer &writer, E_TransferSyntax syntax) {
    DcmDataset &set = *writer.format.getDataset();
    set.transferInit();
    OFCondition result = encode(writer.encoded, [&](DcmOutputStream &stream) {
        return set.write(stream, syntax, EET_ExplicitLength, nullptr);
    });
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
    OFCondition result = encode(bytes, [&](DcmOutputStream &stream) {
        return meta.write(stream, META_HEADER_DEFAULT_TRANSFERSYNTAX, EET_ExplicitLength, nullptr);
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
    const char *implementation_name, const uint8_t **bytes, size_t *count, cd_error *error) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        E_TransferSyntax chosen =
            syntax == CD_RLE_LOSSLESS ? EXS_RLELossless : EXS_LittleEndianExplicit;
        DcmDataset &set = *writer->format.getDataset();
        writer->encoded.clear();
        OFCondition result = set.chooseRepresentation(chosen, nullptr);
        if (result.good() && !set.canWriteXfer(chosen)) result = EC_CannotChangeRepresentation;
        if (result.good())
            result = implementation_uid && implementation_name
                ? encodeFile(*writer, chosen, implementation_uid, implementation_name)
                : encodeDataSet(*writer, chosen);
        if (result.bad()) return fail(error, CD_USAGE, result.text());
        *bytes = writer->encoded.data();
        *count = writer->encoded.size();
        return CD_OK;
    });
}
