import ArgumentParser
import JSON
import Reporting

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a file that nerve-measure writes or reads.",
        discussion: """
            Written: report is <study>/report.json, dataset is dataset.json, agreement is \
            agreement.json, comparison is comparison.json, reference is reference.json, \
            dictionary is items.json, measurements.json and the like beside other tables, mr_truth is \
            truth/NAME.json of phantom mr. Read: \
            seeds is what --seeds takes, sidecar is NAME.json beside a picture, marks is what \
            the page exports and --marks takes, reference_values is a row of the table for \
            reference --values. JSON Schema 2020-12; members are added, never renamed, within \
            version 1.
            """)

    @Argument(help: "One of: \(PublishedSchema.allCases.map(\.rawValue).joined(separator: ", ")).")
    var document: PublishedSchema = .report

    func run() throws { print(document.json.text, terminator: "") }
}

extension PublishedSchema: ExpressibleByArgument {}
