import ArgumentParser
import JSON
import Reporting

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a file that nerve-measure writes or reads.",
        discussion: """
            Written: report is <study>/report.json, dataset is dataset.json, dictionary is \
            items.json and measurements.json. Read: seeds is what --seeds takes, sidecar is \
            NAME.json beside a picture, marks is what the page exports and --marks takes. JSON Schema 2020-12; members are added, never renamed, \
            within version 1.
            """)

    @Argument(help: "report, dataset, dictionary, seeds, sidecar or marks.")
    var document: PublishedSchema = .report

    func run() throws { print(document.json.text, terminator: "") }
}

extension PublishedSchema: ExpressibleByArgument {}
