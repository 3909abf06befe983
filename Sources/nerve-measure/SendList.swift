import DICOMFiles
import Exporting
import Foundation
import Research

/// What is to be sent, and how it went.
struct SendList {
    private(set) var shipments: [Shipment] = []
    /// A sentence for every input that is no DICOM object.
    private(set) var problems: [String] = []
    private(set) var stored = 0
    private(set) var known = 0
    private var refused = 0

    /// Bytes that a deflated object may expand to.
    private static let limit = 1 << 30

    /// In the order of the inputs, folders by name.
    init(_ inputs: [String]) {
        for input in inputs {
            let values = try? URL(filePath: input).resourceValues(forKeys: [.isDirectoryKey])
            guard let isFolder = values?.isDirectory else {
                problems.append("\(input) is not there; check the path")
                continue
            }
            if isFolder { addObjects(below: input) } else { add(input) }
        }
    }

    private mutating func add(_ path: String) {
        do throws(DICOMProblem) {
            shipments.append(try Shipment(path: path, limit: Self.limit))
        } catch {
            problems.append("\(path) \(error.message)")
        }
    }

    private mutating func addObjects(below folder: String) {
        do throws(ResearchError) {
            for name in try Files.files(in: folder) where name.hasSuffix(".dcm") {
                add(folder + "/" + name)
            }
        } catch {
            problems.append(error.message)
        }
    }

    mutating func count(_ delivery: Delivery) {
        switch delivery {
        case .stored: stored += 1
        case .known: known += 1
        case .refused, .failed(.notAccepted), .failed(.unreadable): refused += 1
        case .failed: break
        }
    }

    /// `nil` when everything was stored.
    var status: ExitStatus? {
        if stored + known + refused < shipments.count { return .interrupted }
        return refused == 0 && problems.isEmpty ? nil : .someRefused
    }
}
