#include "CDICOMNetwork.h"
#include "File.hpp"
#include "Network.hpp"

#include <dcmtk/dcmnet/scu.h>

#include <csignal>
#include <memory>
#include <sstream>
#include <string>

struct cd_association {
    DcmSCU user;
};

using namespace cdicom;

namespace {

/// What befell the network, by DCMTK's condition.
int32_t failNetwork(cd_error *error, const OFCondition &result) {
    if (result == DUL_ASSOCIATIONREJECTED) return fail(error, CD_REJECTED, result.text());
    if (result == NET_EC_NoAcceptablePresentationContexts)
        return fail(error, CD_NOT_ACCEPTED, result.text());
    return fail(error, CD_UNREACHABLE, result.text());
}

void wait(DcmSCU &user, int32_t seconds) {
    user.setConnectionTimeout(seconds);
    user.setACSETimeout(static_cast<Uint32>(seconds));
    user.setDIMSEBlockingMode(DIMSE_NONBLOCKING);
    user.setDIMSETimeout(static_cast<Uint32>(seconds));
}

const char *const implicitSyntax = UID_LittleEndianImplicitTransferSyntax;

bool isUncompressed(const std::string &syntax) {
    DcmXfer transfer(syntax.c_str());
    return transfer.getXfer() != EXS_Unknown && !transfer.isEncapsulated() &&
           transfer.getStreamCompression() == ESC_none;
}

OFCondition addContext(DcmSCU &user, const std::string &sopClass, const std::string &syntax) {
    OFList<OFString> syntaxes;
    syntaxes.push_back(syntax.c_str());
    return user.addPresentationContext(sopClass.c_str(), syntaxes);
}

/// Whoever takes a class takes it in Implicit VR (PS3.5 §10.1), which an uncompressed object can be
/// turned into.
OFCondition addContexts(DcmSCU &user, const char *contexts) {
    std::istringstream lines(contexts);
    std::string sopClass, syntax;
    OFCondition result = EC_Normal;
    while (result.good() && lines >> sopClass >> syntax) {
        result = addContext(user, sopClass, syntax);
        if (result.good() && isUncompressed(syntax) && syntax != implicitSyntax)
            result = addContext(user, sopClass, implicitSyntax);
    }
    return result;
}

} // namespace

std::mutex &cdicom::networkSetup() {
    static std::mutex mutex;
    return mutex;
}

int32_t cd_associate(
    const char *host, uint16_t port, const char *called_title, const char *calling_title,
    int32_t seconds, const char *contexts, cd_association **association, cd_error *error) {
    *association = nullptr;
    *error = cd_error{};
    return guarded(error, [&]() -> int32_t {
        prepareOnce();
        std::signal(SIGPIPE, SIG_IGN);
        auto made = std::make_unique<cd_association>();
        made->user.setPeerHostName(host);
        made->user.setPeerPort(port);
        made->user.setPeerAETitle(called_title);
        made->user.setAETitle(calling_title);
        wait(made->user, seconds);
        OFCondition result = addContexts(made->user, contexts);
        if (result.bad()) return fail(error, CD_USAGE, result.text());
        {
            std::lock_guard<std::mutex> lock(networkSetup());
            result = made->user.initNetwork();
        }
        if (result.good()) result = made->user.negotiateAssociation();
        if (result.bad()) return failNetwork(error, result);
        *association = made.release();
        return CD_OK;
    });
}

int32_t cd_store(
    cd_association *association, const char *path, uint16_t *status, cd_error *error) {
    *error = cd_error{};
    *status = 0xFFFF;
    return guarded(error, [&]() -> int32_t {
        DcmFileFormat format;
        OFCondition result = format.loadFile(path);
        if (result.bad()) return fail(error, CD_DAMAGED, result.text());
        DcmDataset *set = format.getDataset();
        OFString sopClass;
        set->findAndGetOFString(DCM_SOPClassUID, sopClass);
        OFString syntax = DcmXfer(set->getOriginalXfer()).getXferID();
        auto context = association->user.findPresentationContextID(sopClass, syntax);
        if (context == 0 && isUncompressed(syntax.c_str())) {
            context = association->user.findPresentationContextID(sopClass, implicitSyntax);
            result = set->chooseRepresentation(EXS_LittleEndianImplicit, nullptr);
            if (result.bad()) return fail(error, CD_DAMAGED, result.text());
        }
        if (context == 0) return fail(error, CD_NOT_ACCEPTED, "not accepted by the peer");
        Uint16 answer = 0xFFFF;
        result = association->user.sendSTORERequest(context, OFFilename(), set, answer);
        *status = answer;
        return result.good() ? CD_OK : fail(error, CD_CUT, result.text());
    });
}

void cd_release(cd_association *association) {
    cd_error ignored{};
    guarded(&ignored, [&] {
        std::unique_ptr<cd_association> owned(association);
        if (owned->user.isConnected() && owned->user.releaseAssociation().bad())
            owned->user.abortAssociation();
        return CD_OK;
    });
}
