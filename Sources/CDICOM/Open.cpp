#include "Meta.hpp"
#include "File.hpp"
#include "GuardedStream.hpp"

#include <dcmtk/dcmdata/dcrleerg.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/oflog/oflog.h>

#include <cstdio>
#include <memory>
#include <mutex>

namespace cdicom {
namespace {

/// Values up to this many bytes are read at once, longer ones when asked for.
constexpr Uint32 maximumReadLength = 4096;

OFCondition parse(DcmObject &object, DcmInputStream &stream, E_TransferSyntax syntax) {
    if (stream.status().bad()) return stream.status();
    object.transferInit();
    OFCondition result = object.read(stream, syntax, EGL_noChange, maximumReadLength);
    object.transferEnd();
    return result;
}

/// Encapsulated transfer syntaxes that DCMTK does not know; their fragments are decoded elsewhere.
bool isHighThroughput(const std::string &uid) {
    return uid == "1.2.840.10008.1.2.4.201" || uid == "1.2.840.10008.1.2.4.202" ||
           uid == "1.2.840.10008.1.2.4.203";
}

int32_t openDeflated(
    const char *path, const Meta &meta, std::uint64_t limit, cd_file &file, cd_error *error) {
    switch (inflateDataSet(path, meta.end, limit, file.inflated)) {
    case Inflation::tooLarge:
        return fail(error, CD_UNSUPPORTED, "the deflated data set expands beyond the limit");
    case Inflation::damaged: return fail(error, CD_DAMAGED, "the deflated data set is broken");
    case Inflation::complete: break;
    }
    GuardedMemoryStream stream(
        file.inflated.data(), static_cast<offile_off_t>(file.inflated.size()));
    OFCondition result = parse(*file.format.getDataset(), stream, EXS_LittleEndianExplicit);
    file.transferSyntax = meta.transferSyntax;
    return result.good() ? CD_OK : fail(error, CD_DAMAGED, result.text());
}

int32_t openHighThroughput(const char *path, const Meta &meta, cd_file &file, cd_error *error) {
    GuardedFileStream stream(path);
    stream.skip(static_cast<offile_off_t>(meta.end));
    OFCondition result = parse(*file.format.getDataset(), stream, EXS_JPEG2000);
    file.transferSyntax = meta.transferSyntax;
    return result.good() ? CD_OK : fail(error, CD_DAMAGED, result.text());
}

int32_t openPlain(const char *path, cd_file &file, cd_error *error) {
    GuardedFileStream stream(path);
    OFCondition result = parse(file.format, stream, EXS_Unknown);
    if (result.bad()) return fail(error, CD_DAMAGED, result.text());
    DcmXfer syntax(file.format.getDataset()->getOriginalXfer());
    file.transferSyntax = syntax.getXferID();
    return CD_OK;
}

int32_t openBytes(const std::uint8_t *bytes, size_t count, cd_file &file, cd_error *error) {
    file.inflated.assign(bytes, bytes + count);
    GuardedMemoryStream stream(
        file.inflated.data(), static_cast<offile_off_t>(file.inflated.size()));
    OFCondition result = parse(file.format, stream, EXS_Unknown);
    file.transferSyntax = DcmXfer(file.format.getDataset()->getOriginalXfer()).getXferID();
    return result.good() ? CD_OK : fail(error, CD_DAMAGED, result.text());
}

int32_t openAny(const char *path, std::uint64_t limit, cd_file &file, cd_error *error) {
    Meta meta = metaInformation(path);
    if (meta.transferSyntax == UID_DeflatedExplicitVRLittleEndianTransferSyntax)
        return openDeflated(path, meta, limit, file, error);
    if (isHighThroughput(meta.transferSyntax))
        return openHighThroughput(path, meta, file, error);
    bool isKnown = DcmXfer(meta.transferSyntax.c_str()).getXfer() != EXS_Unknown;
    if (!meta.transferSyntax.empty() && !isKnown)
        return fail(error, CD_UNSUPPORTED, meta.transferSyntax.c_str());
    return openPlain(path, file, error);
}

} // namespace

/// Colours stay as coded; samples come interleaved.
void prepareOnce() {
    static std::once_flag flag;
    std::call_once(flag, [] {
        OFLog::configure(OFLogger::OFF_LOG_LEVEL);
        dcmEnableUnknownVRConversion.set(OFTrue);
        dcmAcceptUnexpectedImplicitEncoding.set(OFTrue);
        DJDecoderRegistration::registerCodecs(EDC_never, EUC_default, EPC_colorByPixel);
        DcmRLEEncoderRegistration::registerCodecs();
        DJLSDecoderRegistration::registerCodecs(EJLSUC_default, EJLSPC_colorByPixel);
    });
}

int32_t fail(cd_error *error, int32_t code, const char *text) {
    error->code = code;
    std::snprintf(error->text, sizeof error->text, "%s", text);
    return code;
}

} // namespace cdicom

using namespace cdicom;

namespace {

/// Makes a file and lets `open` fill it.
template <class Open> int32_t opened(cd_file **file, cd_error *error, Open open) {
    *file = nullptr;
    *error = cd_error{};
    return guarded(error, [&] {
        prepareOnce();
        if (!dcmDataDict.isDictionaryLoaded())
            return fail(error, CD_NO_DICTIONARY, "no data dictionary");
        auto made = std::make_unique<cd_file>();
        int32_t code = open(*made);
        if (code == CD_OK) *file = made.release();
        return code;
    });
}

} // namespace

int32_t cd_open(const char *path, uint64_t maximum_inflated, cd_file **file, cd_error *error) {
    return opened(file, error, [&](cd_file &made) {
        return openAny(path, maximum_inflated, made, error);
    });
}

int32_t cd_open_bytes(const uint8_t *bytes, size_t count, cd_file **file, cd_error *error) {
    return opened(
        file, error, [&](cd_file &made) { return openBytes(bytes, count, made, error); });
}

void cd_close(cd_file *file) {
    cd_error ignored{};
    guarded(&ignored, [&] {
        delete file;
        return CD_OK;
    });
}

const cd_item *cd_root(const cd_file *file) {
    return reinterpret_cast<const cd_item *>(
        static_cast<DcmItem *>(const_cast<cd_file *>(file)->format.getDataset()));
}

const char *cd_transfer_syntax(const cd_file *file) { return file->transferSyntax.c_str(); }
