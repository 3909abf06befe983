import JSON
import StudyModel
import Testing

@testable import Reporting

@Suite struct ItemRecordTests {
    static func records() throws -> [ItemRecord] {
        [try Sample.measured(), try Sample.abstained(), Sample.refused()]
    }

    @Test("a record read back from its own JSON text is the same record")
    func roundTrip() throws {
        for record in try Self.records() {
            let read = try ItemRecord(json: try JSONReader.value(of: record.json.text))
            #expect(read == record)
            #expect(read.json.text == record.json.text)
        }
    }

    @Test("numbers are rounded when the record is built; what is not finite is dropped")
    func rounding() throws {
        let nerve = try #require(try Sample.measured().nerves.first)
        #expect(nerve.quantities[.crossSectionalArea] == Quantity(52.35, interval: 47...58))
        #expect(nerve.quantities[.perimeter] == nil)
        #expect(nerve.confidence == 0.877)
        #expect(nerve.scale.spacingColumnMillimetres == 0.051235)
        #expect(nerve.flags == [.anisotropicSpacing, .gainDependent])
    }

    @Test("an empty list of measurements is an abstention")
    func empty() throws {
        let record = ReportBuilder.item(
            source: ItemSource(item: "x", input: "x"),
            frame: CalibratedFrame(
                frame: try Sample.frame(), scale: .uniform(.unknown(.noEvidence))),
            outcome: .value([]), files: ItemFiles())
        #expect(record.status == .abstained)
        #expect(record.reason?.code == "noCandidate")
    }

    @Test("a record with a missing or wrong member is refused, naming it")
    func refusals() throws {
        guard case .object(let members) = try Sample.measured().json else {
            Issue.record("a record is an object")
            return
        }
        let words = ItemStatus.allCases.map(\.rawValue).joined(separator: ", ")
        let broken: [(String, JSONValue, String)] = [
            ("item", .null, "lacks item"),
            ("status", .string("perhaps"), "has status = \"perhaps\"; allowed is \(words)"),
            ("nerves", .null, "lacks nerves"),
            ("nerves", .array([.object(["rank": .string("1")])]), "lacks nerves[0].scale"),
            ("flags", .strings(["unknown"]), "has flags[0] = \"unknown\"; allowed is "),
            ("frame", .string("1"), "has frame = \"1\"; allowed is a whole number from "),
            ("covariates", .null, "lacks covariates"),
        ]
        for (key, value, complaint) in broken {
            var changed = members
            changed[key] = value
            let error = #expect(throws: JSONProblem.self) {
                try ItemRecord(json: .object(changed))
            }
            #expect(error?.message.hasPrefix(complaint) == true, "\(error?.message ?? "")")
        }
        #expect(throws: JSONProblem.notAnObject(found: "[]")) {
            try ItemRecord(json: .array([]))
        }
    }
}
