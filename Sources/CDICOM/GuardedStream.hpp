#pragma once

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dcistrmf.h>

#include <cstdint>

namespace cdicom {

/// DCMTK descends into nested sequences by recursion without a limit. It asks the stream at every
/// level; this producer refuses when the stack has grown too far since it was made.
template <class Producer> class Guarded : public Producer {
public:
    using Producer::Producer;

    OFBool good() const override { return !isTooDeep() && Producer::good(); }

    OFCondition status() const override {
        if (isTooDeep())
            return makeOFCondition(OFM_dcmdata, 0x7F00, OF_error, "sequences nested too deeply");
        return Producer::status();
    }

    offile_off_t avail() override { return isTooDeep() ? 0 : Producer::avail(); }

    offile_off_t read(void *buffer, offile_off_t length) override {
        return isTooDeep() ? 0 : Producer::read(buffer, length);
    }

private:
    static constexpr std::uintptr_t maximumStack = 1 << 20;

    bool isTooDeep() const {
        auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        std::uintptr_t used = start_ > here ? start_ - here : here - start_;
        tooDeep_ = tooDeep_ || used > maximumStack;
        return tooDeep_;
    }

    std::uintptr_t start_ = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    mutable bool tooDeep_ = false;
};

/// A file. Values over the read limit stay on disk, to be read by DCMTK's own file stream.
class GuardedFileStream : public DcmInputStream {
public:
    explicit GuardedFileStream(const char *path)
        : DcmInputStream(&producer_), producer_(OFFilename(path)), path_(path) {}

    DcmInputStreamFactory *newFactory() const override {
        return new DcmInputFileStreamFactory(path_, tell());
    }

    /// Deflated data sets are expanded before, with a limit.
    OFCondition installCompressionFilter(E_StreamCompression) override {
        return EC_UnsupportedEncoding;
    }

private:
    Guarded<DcmFileProducer> producer_;
    OFFilename path_;
};

/// Bytes in memory, which outlive the stream.
class GuardedMemoryStream : public DcmInputStream {
public:
    GuardedMemoryStream(void *bytes, offile_off_t count) : DcmInputStream(&producer_) {
        producer_.setBuffer(bytes, count);
        producer_.setEos();
    }

    DcmInputStreamFactory *newFactory() const override { return nullptr; }

    OFCondition installCompressionFilter(E_StreamCompression) override {
        return EC_UnsupportedEncoding;
    }

private:
    Guarded<DcmBufferProducer> producer_;
};

} // namespace cdicom
