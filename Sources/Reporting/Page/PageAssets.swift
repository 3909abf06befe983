internal import CPage

/// The files of the page inside the program.
enum PageAssets {
    /// The frame of `index.html`; `{{name}}` is where a part belongs.
    static var html: String { unsafe text(cp_html()) }

    static var style: String { unsafe text(cp_style()) }

    /// The parts of the script in one scope of their own: a page opened from disk cannot load modules.
    static var script: String {
        let parts = (0..<cp_script_count()).map { unsafe text(cp_script($0)) }
        return "\"use strict\";\n(() => {\n" + parts.joined(separator: "\n") + "})();\n"
    }

    private static func text(_ asset: cp_asset) -> String {
        unsafe String(
            decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.count), as: UTF8.self)
    }
}
