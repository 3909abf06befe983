#pragma once

#include "CDICOM.h"

#ifdef __cplusplus
extern "C" {
#endif

/// Receiving DICOM objects with DCMTK behind plain C calls; see CDICOM.h for the rules and
/// CDICOMNetwork.h for the codes.
///
/// Sockets are made here, so that they listen on one address only and can be shut from any thread;
/// DCMTK itself listens on all addresses. An association belongs to one thread at a time, and several
/// threads may have one each.

/// Listens on an IPv4 address; port 0 is any free one. `*bound` is the port.
int32_t cd_listen(
    const char *address, uint16_t port, int32_t *listener, uint16_t *bound, cd_error *error);
/// Waits for a connection, at most `milliseconds`: CD_ABSENT when none came. `host` is the address of
/// the peer. Reading or writing a piece takes at most `seconds`.
int32_t cd_wait_for_connection(
    int32_t listener, int32_t milliseconds, int32_t seconds, int32_t *connection, char host[64],
    cd_error *error);
/// Whoever waits for the peer, in any thread, waits no longer.
void cd_shut(int32_t connection);
/// For listeners and for connections, after `cd_end`.
void cd_close_socket(int32_t socket);

/// Lists are lines.
typedef struct {
    /// Application entity title of this service; others are rejected.
    const char *title;
    /// Titles that may call; empty: all.
    const char *callers;
    const char *sop_classes;
    /// In the order of preference.
    const char *transfer_syntaxes;
    uint32_t maximum_pdu;
    /// To wait for each message.
    int32_t seconds;
    /// Whether to reject for want of room, whoever calls.
    int32_t is_full;
} cd_reception;

typedef struct {
    /// Title of the caller, cut where it is no printable ASCII.
    char title[17];
    /// The first class that was asked for and is not taken; empty when all are.
    char refused_class[65];
} cd_caller;

typedef struct cd_incoming cd_incoming;

/// Negotiates an association on `connection`. `*caller` is filled in as far as it is known. On
/// success `*incoming` is for `cd_end`. CD_REJECTED: by these rules. CD_CUT: the peer left, spoke no
/// DICOM or took too long.
int32_t cd_receive(
    int32_t connection, const cd_reception *rules, cd_incoming **incoming, cd_caller *caller,
    cd_error *error);

typedef struct {
    char sop_class[65];
    char sop_instance[65];
    char transfer_syntax[65];
} cd_store_request;

/// Waits for the next C-STORE; C-ECHO is answered. CD_ABSENT: the peer released the association.
int32_t cd_next_request(cd_incoming *incoming, cd_store_request *request, cd_error *error);

/// Hands the requested object to `sink`, as a file: meta information of the implementation named, then
/// the data set as it comes. It is read to its end even if no more is wanted.
int32_t cd_read_object(
    cd_incoming *incoming, const char *implementation_uid, const char *implementation_name,
    cd_sink sink, void *context, cd_error *error);

/// Answers the request with a status (PS3.7 Annex C) and a comment of at most 64 characters, or NULL.
int32_t cd_answer(
    cd_incoming *incoming, uint16_t status, const char *comment, cd_error *error);

/// Ends the association, by force when the peer did not release it.
void cd_end(cd_incoming *incoming);

#ifdef __cplusplus
}
#endif
