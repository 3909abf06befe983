#include "CDICOMReceiving.h"
#include "Encoding.hpp"
#include "File.hpp"
#include "Network.hpp"

#include <dcmtk/dcmdata/dcostrma.h>
#include <dcmtk/dcmnet/assoc.h>
#include <dcmtk/dcmnet/dimse.h>
#include <dcmtk/dcmnet/diutil.h>

#include <chrono>
#include <cstring>
#include <memory>
#include <poll.h>
#include <sstream>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace cdicom;

struct cd_incoming {
    T_ASC_Network *network = nullptr;
    T_ASC_Association *association = nullptr;
    int32_t seconds = 0;
    /// Released or rejected: nothing is said any more.
    bool isOver = false;
    T_ASC_PresentationContextID context = 0;
    T_DIMSE_C_StoreRQ request{};
    std::string transferSyntax;

    ~cd_incoming() {
        if (association) {
            if (!isOver) ASC_abortAssociation(association);
            // For the peer to close first.
            ASC_dropSCPAssociation(association, 1);
            ASC_destroyAssociation(&association);
        }
        if (network) ASC_dropNetwork(&network);
    }
};

namespace {

using Clock = std::chrono::steady_clock;

/// Waits until the whole A-ASSOCIATE-RQ has come (PS3.8 §9.3.2): DCMTK must then not wait for the peer,
/// while others wait for DCMTK.
bool hasWholeRequest(int connection, int32_t seconds) {
    constexpr std::uint32_t largest = 1 << 16;
    auto end = Clock::now() + std::chrono::seconds(seconds);
    while (Clock::now() < end) {
        pollfd waiting{connection, POLLIN, 0};
        if (poll(&waiting, 1, 100) <= 0) continue;
        std::uint8_t head[6];
        ssize_t count = recv(connection, head, sizeof head, MSG_PEEK);
        if (count <= 0 || head[0] != 1) return false;
        int waitingBytes = 0;
        if (count == sizeof head && ioctl(connection, FIONREAD, &waitingBytes) == 0) {
            std::uint32_t length = std::uint32_t(head[2]) << 24 | std::uint32_t(head[3]) << 16 |
                                   std::uint32_t(head[4]) << 8 | head[5];
            if (length > largest) return false;
            if (std::uint32_t(waitingBytes) >= length + sizeof head) return true;
        }
        // Some is there, and poll would return at once.
        usleep(10'000);
    }
    return false;
}

OFCondition receiveAssociation(int connection, const cd_reception &rules, cd_incoming &made) {
    std::lock_guard<std::mutex> lock(networkSetup());
    dcmDisableGethostbyaddr.set(OFTrue);
    dcmExternalSocketHandle.set(dup(connection));
    OFCondition result = ASC_initializeNetwork(NET_ACCEPTOR, 0, rules.seconds, &made.network);
    if (result.good())
        result = ASC_receiveAssociation(
            made.network, &made.association, rules.maximum_pdu, nullptr, nullptr, OFFalse,
            DUL_NOBLOCK, rules.seconds);
    dcmExternalSocketHandle.set(DCMNET_INVALID_SOCKET);
    return result;
}

std::vector<std::string> lines(const char *text) {
    std::istringstream stream(text);
    std::vector<std::string> found;
    for (std::string line; std::getline(stream, line);) found.push_back(line);
    return found;
}

bool holds(const std::vector<std::string> &list, const char *text) {
    for (const std::string &entry : list)
        if (entry == text) return true;
    return false;
}

void copyPrintable(char *to, size_t capacity, const char *from) {
    size_t count = 0;
    while (count + 1 < capacity && from[count] >= 32 && from[count] < 127) {
        to[count] = from[count];
        count++;
    }
    to[count] = '\0';
}

void reject(cd_incoming &made, T_ASC_RejectParameters reason) {
    ASC_rejectAssociation(made.association, &reason);
    made.isOver = true;
}

/// CD_OK when the rules let the caller in; otherwise it has been rejected.
int32_t checkTitles(cd_incoming &made, const cd_reception &rules, cd_caller &caller, cd_error *error) {
    char calling[65] = "", called[65] = "", responding[65] = "";
    ASC_getAPTitles(
        made.association->params, calling, sizeof calling, called, sizeof called, responding,
        sizeof responding);
    copyPrintable(caller.title, sizeof caller.title, calling);
    if (rules.is_full) {
        reject(
            made,
            {ASC_RESULT_REJECTEDTRANSIENT, ASC_SOURCE_SERVICEPROVIDER_PRESENTATION_RELATED,
             ASC_REASON_SP_PRES_LOCALLIMITEXCEEDED});
        return fail(error, CD_REJECTED, "too many associations at once");
    }
    if (std::strcmp(called, rules.title) != 0) {
        reject(
            made, {ASC_RESULT_REJECTEDPERMANENT, ASC_SOURCE_SERVICEUSER,
                               ASC_REASON_SU_CALLEDAETITLENOTRECOGNIZED});
        return fail(error, CD_REJECTED, "another title was called");
    }
    auto callers = lines(rules.callers);
    if (!callers.empty() && !holds(callers, calling)) {
        reject(
            made, {ASC_RESULT_REJECTEDPERMANENT, ASC_SOURCE_SERVICEUSER,
                               ASC_REASON_SU_CALLINGAETITLENOTRECOGNIZED});
        return fail(error, CD_REJECTED, "the title of the caller is not allowed");
    }
    return CD_OK;
}

OFCondition acceptContexts(
    T_ASC_Association *association, const cd_reception &rules, cd_caller &caller) {
    auto classes = lines(rules.sop_classes), syntaxes = lines(rules.transfer_syntaxes);
    classes.push_back(UID_VerificationSOPClass);
    std::vector<const char *> classTexts, syntaxTexts;
    for (const std::string &text : classes) classTexts.push_back(text.c_str());
    for (const std::string &text : syntaxes) syntaxTexts.push_back(text.c_str());
    OFCondition result = ASC_acceptContextsWithPreferredTransferSyntaxes(
        association->params, classTexts.data(), static_cast<int>(classTexts.size()),
        syntaxTexts.data(), static_cast<int>(syntaxTexts.size()));
    int count = ASC_countPresentationContexts(association->params);
    for (int index = 0; index < count; index++) {
        T_ASC_PresentationContext context;
        if (ASC_getPresentationContext(association->params, index, &context).bad()) continue;
        if (!holds(classes, context.abstractSyntax) && !*caller.refused_class)
            copyPrintable(
                caller.refused_class, sizeof caller.refused_class, context.abstractSyntax);
    }
    return result;
}

/// Hands on what is written and lets nothing stop it.
class SinkConsumer : public DcmConsumer {
public:
    SinkConsumer(cd_sink sink, void *context) : sink_(sink), context_(context) {}

    OFBool good() const override { return OFTrue; }
    OFCondition status() const override { return EC_Normal; }
    OFBool isFlushed() const override { return OFTrue; }
    offile_off_t avail() const override { return 1 << 30; }
    void flush() override {}

    offile_off_t write(const void *bytes, offile_off_t count) override {
        if (isWanted_)
            isWanted_ = sink_(
                            context_, static_cast<const std::uint8_t *>(bytes),
                            static_cast<size_t>(count)) == 0;
        return count;
    }

private:
    cd_sink sink_;
    void *context_;
    bool isWanted_ = true;
};

class SinkStream : public DcmOutputStream {
public:
    explicit SinkStream(SinkConsumer &consumer) : DcmOutputStream(&consumer) {}
};

int32_t failReception(cd_error *error, const OFCondition &result) {
    return fail(error, CD_CUT, result.text());
}

} // namespace

int32_t cd_receive(
    int32_t connection, const cd_reception *rules, cd_incoming **incoming, cd_caller *caller,
    cd_error *error) {
    *incoming = nullptr;
    *error = cd_error{};
    *caller = cd_caller{};
    return guarded(error, [&]() -> int32_t {
        prepareOnce();
        if (!hasWholeRequest(connection, rules->seconds))
            return fail(error, CD_CUT, "no association was asked for in time");
        auto made = std::make_unique<cd_incoming>();
        made->seconds = rules->seconds;
        OFCondition result = receiveAssociation(connection, *rules, *made);
        if (result.bad()) return failReception(error, result);
        int32_t code = checkTitles(*made, *rules, *caller, error);
        if (code != CD_OK) {
            made->isOver = true;
            return code;
        }
        result = acceptContexts(made->association, *rules, *caller);
        if (result.good()) result = ASC_acknowledgeAssociation(made->association);
        if (result.bad()) return failReception(error, result);
        *incoming = made.release();
        return CD_OK;
    });
}

int32_t cd_next_request(cd_incoming *incoming, cd_store_request *request, cd_error *error) {
    *error = cd_error{};
    *request = cd_store_request{};
    return guarded(error, [&]() -> int32_t {
        while (true) {
            T_DIMSE_Message message;
            DcmDataset *detail = nullptr;
            OFCondition result = DIMSE_receiveCommand(
                incoming->association, DIMSE_NONBLOCKING, incoming->seconds, &incoming->context,
                &message, &detail);
            delete detail;
            if (result == DUL_PEERREQUESTEDRELEASE) {
                incoming->isOver = true;
                ASC_acknowledgeRelease(incoming->association);
                return CD_ABSENT;
            }
            if (result.bad()) return failReception(error, result);
            switch (message.CommandField) {
            case DIMSE_C_ECHO_RQ:
                result = DIMSE_sendEchoResponse(
                    incoming->association, incoming->context, &message.msg.CEchoRQ, STATUS_Success,
                    nullptr);
                if (result.bad()) return failReception(error, result);
                break;
            case DIMSE_C_STORE_RQ: {
                T_ASC_PresentationContext context;
                result = ASC_findAcceptedPresentationContext(
                    incoming->association->params, incoming->context, &context);
                if (result.bad()) return failReception(error, result);
                incoming->request = message.msg.CStoreRQ;
                incoming->transferSyntax = context.acceptedTransferSyntax;
                std::snprintf(
                    request->sop_class, sizeof request->sop_class, "%s",
                    incoming->request.AffectedSOPClassUID);
                std::snprintf(
                    request->sop_instance, sizeof request->sop_instance, "%s",
                    incoming->request.AffectedSOPInstanceUID);
                std::snprintf(
                    request->transfer_syntax, sizeof request->transfer_syntax, "%s",
                    context.acceptedTransferSyntax);
                return CD_OK;
            }
            default: return fail(error, CD_CUT, "another service than storage was asked for");
            }
        }
    });
}

int32_t cd_read_object(
    cd_incoming *incoming, const char *implementation_uid, const char *implementation_name,
    cd_sink sink, void *context, cd_error *error) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        if (incoming->request.DataSetType == DIMSE_DATASET_NULL)
            return fail(error, CD_DAMAGED, "a request without an object");
        auto head = fileHead(
            incoming->request.AffectedSOPClassUID, incoming->request.AffectedSOPInstanceUID,
            DcmXfer(incoming->transferSyntax.c_str()).getXfer(), implementation_uid,
            implementation_name);
        SinkConsumer consumer(sink, context);
        SinkStream stream(consumer);
        stream.write(head.data(), static_cast<offile_off_t>(head.size()));
        T_ASC_PresentationContextID found = incoming->context;
        OFCondition result = DIMSE_receiveDataSetInFile(
            incoming->association, DIMSE_NONBLOCKING, incoming->seconds, &found, &stream, nullptr,
            nullptr);
        if (result.bad()) return failReception(error, result);
        if (head.empty() || found != incoming->context)
            return fail(error, CD_DAMAGED, "an object of another kind than was announced");
        return CD_OK;
    });
}

int32_t cd_answer(cd_incoming *incoming, uint16_t status, const char *comment, cd_error *error) {
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        T_DIMSE_C_StoreRSP response{};
        response.MessageIDBeingRespondedTo = incoming->request.MessageID;
        response.DataSetType = DIMSE_DATASET_NULL;
        response.DimseStatus = status;
        std::memcpy(
            response.AffectedSOPClassUID, incoming->request.AffectedSOPClassUID,
            sizeof response.AffectedSOPClassUID);
        std::memcpy(
            response.AffectedSOPInstanceUID, incoming->request.AffectedSOPInstanceUID,
            sizeof response.AffectedSOPInstanceUID);
        response.opts = O_STORE_AFFECTEDSOPCLASSUID | O_STORE_AFFECTEDSOPINSTANCEUID;
        if (incoming->request.opts & O_STORE_RQ_BLANK_PADDING)
            response.opts |= O_STORE_RSP_BLANK_PADDING;
        std::unique_ptr<DcmDataset> detail;
        if (comment) {
            detail = std::make_unique<DcmDataset>();
            detail->putAndInsertString(DCM_ErrorComment, comment);
        }
        OFCondition result = DIMSE_sendStoreResponse(
            incoming->association, incoming->context, &incoming->request, &response, detail.get());
        return result.good() ? static_cast<int32_t>(CD_OK) : failReception(error, result);
    });
}

void cd_end(cd_incoming *incoming) {
    cd_error ignored{};
    guarded(&ignored, [&] {
        delete incoming;
        return CD_OK;
    });
}
