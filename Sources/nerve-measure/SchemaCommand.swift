import ArgumentParser
import JSON
import Reporting

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a file that nerve-measure writes.",
        discussion: """
            report is <study>/report.json, dataset is dataset.json, dictionary is items.json and \
            measurements.json. JSON Schema 2020-12; members are added, never renamed, within \
            version 1.
            """)

    @Argument(help: "report, dataset or dictionary.")
    var document: PublishedSchema = .report

    func run() throws { print(document.json.text, terminator: "") }
}

extension PublishedSchema: ExpressibleByArgument {}
