import ArgumentParser

/// `--marks FILE`: the same for `measure` and `collect`.
struct MarksOption: ParsableArguments {
    @Option(
        name: .customLong("marks"),
        help: ArgumentHelp(
            "JSON file of marks, exported by the page; may be repeated, once for each reader.",
            valueName: "file"),
        completion: .file())
    var files: [String] = []
}
