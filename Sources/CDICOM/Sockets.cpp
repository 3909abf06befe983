#include "CDICOMReceiving.h"
#include "File.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace cdicom;

namespace {

int32_t failSystem(cd_error *error) { return fail(error, CD_UNREACHABLE, std::strerror(errno)); }

void setTimeout(int socket, int32_t seconds) {
    timeval time{seconds, 0};
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time);
}

} // namespace

int32_t cd_listen(
    const char *address, uint16_t port, int32_t *listener, uint16_t *bound, cd_error *error) {
    *error = cd_error{};
    sockaddr_in place{};
    place.sin_family = AF_INET;
    place.sin_port = htons(port);
    if (inet_pton(AF_INET, address, &place.sin_addr) != 1)
        return fail(error, CD_USAGE, "not an IPv4 address");
    std::signal(SIGPIPE, SIG_IGN);
    int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (made < 0) return failSystem(error);
    int yes = 1;
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    socklen_t length = sizeof place;
    if (bind(made, reinterpret_cast<sockaddr *>(&place), sizeof place) != 0 ||
        listen(made, SOMAXCONN) != 0 ||
        getsockname(made, reinterpret_cast<sockaddr *>(&place), &length) != 0) {
        int32_t code = failSystem(error);
        close(made);
        return code;
    }
    *listener = made;
    *bound = ntohs(place.sin_port);
    return CD_OK;
}

int32_t cd_wait_for_connection(
    int32_t listener, int32_t milliseconds, int32_t seconds, int32_t *connection, char host[64],
    cd_error *error) {
    *error = cd_error{};
    pollfd waiting{listener, POLLIN, 0};
    int ready = poll(&waiting, 1, milliseconds);
    if (ready == 0 || (ready < 0 && errno == EINTR)) return CD_ABSENT;
    if (ready < 0) return failSystem(error);
    sockaddr_in peer{};
    socklen_t length = sizeof peer;
    int made = accept4(
        listener, reinterpret_cast<sockaddr *>(&peer), &length, SOCK_CLOEXEC);
    if (made < 0) {
        // The peer was gone again, or the process has too many files open: later is another try.
        bool isPassing = errno == ECONNABORTED || errno == EINTR || errno == EAGAIN;
        return isPassing ? static_cast<int32_t>(CD_ABSENT) : failSystem(error);
    }
    setTimeout(made, seconds);
    inet_ntop(AF_INET, &peer.sin_addr, host, 64);
    *connection = made;
    return CD_OK;
}

void cd_shut(int32_t connection) { shutdown(connection, SHUT_RDWR); }

void cd_close_socket(int32_t socket) { close(socket); }
