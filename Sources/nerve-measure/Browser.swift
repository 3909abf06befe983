import Foundation

/// The browser of whoever started the program.
enum Browser {
    /// Opens `address` where there is a browser, and says nothing where there is none.
    ///
    /// The address has a key, and arguments of programs can be read by everybody on the machine: the
    /// browser is given a file that only its owner can read and that leads to the address.
    static func open(_ address: String) {
        let page = FileManager.default.temporaryDirectory
            .appending(path: "nerve-measure-\(UUID().uuidString).html")
        let text = "<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0;url=\(address)\">\n"
        let isWritten = FileManager.default.createFile(
            atPath: page.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard isWritten else { return }
        let opener = Process()
        opener.executableURL = URL(filePath: "/usr/bin/xdg-open")
        opener.arguments = [page.path]
        opener.standardOutput = FileHandle.nullDevice
        opener.standardError = FileHandle.nullDevice
        try? opener.run()
        // Long enough for a browser that has to start.
        DispatchQueue.global().asyncAfter(deadline: .now() + 30) {
            try? FileManager.default.removeItem(at: page)
        }
    }
}
