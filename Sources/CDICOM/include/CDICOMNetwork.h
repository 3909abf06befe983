#pragma once

#include "CDICOM.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Sending DICOM files with DCMTK behind plain C calls; see CDICOM.h for the rules.

enum {
    /// Nobody answers there, or the association cannot be made.
    CD_UNREACHABLE = 16,
    /// The peer does not take associations of this kind.
    CD_REJECTED = 17,
    /// The association was made and broke.
    CD_CUT = 18,
    /// The peer takes no objects of this class or transfer syntax.
    CD_NOT_ACCEPTED = 19,
};

typedef struct cd_association cd_association;

/// Asks for an association, waiting at most `seconds` for it and for each later answer, for objects of
/// at most 64 contexts: lines of a SOP class, a space and a transfer syntax. On success `*association` is for
/// `cd_release`. SIGPIPE is ignored from then on: a peer that leaves is an error, not a signal.
int32_t cd_associate(
    const char *host, uint16_t port, const char *called_title, const char *calling_title,
    int32_t seconds, const char *contexts, cd_association **association, cd_error *error);
/// C-STORE of a file; its data set goes as it is, or in Implicit VR where the peer takes nothing else. `*status` is the peer's answer (PS3.7 Annex C).
int32_t cd_store(
    cd_association *association, const char *path, uint16_t *status, cd_error *error);
/// Ends the association: in order, or by force when it broke.
void cd_release(cd_association *association);

#ifdef __cplusplus
}
#endif
