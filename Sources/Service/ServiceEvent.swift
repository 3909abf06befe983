import DICOMFiles
import Pipeline

/// What the service tells its operator. Peers are named by title and address, studies by the first 12
/// digits of their folder; nothing names a patient.
package enum ServiceEvent: Sendable {
    case listens(title: String, address: String, port: UInt16)
    case turnedAway(host: String, ReceptionError)
    case brokeOff(host: String, ReceptionError)
    /// Pictures of a class that is not taken were offered.
    case classNotTaken(caller: String, sopClassUID: String)
    case refused(origin: String, ObjectRefusal)
    case listening(ReceptionError)
    case working(study: String)
    case measured(study: String, objects: Int)
    /// Nothing to send, in one sentence.
    case withoutResult(study: String, reason: String)
    /// It will be tried again.
    case postponed(study: String, reason: String)
    case givenUp(study: String, reason: String)
    case delivered(study: String, peer: String)
    case unreadableState(study: String)

    /// Whether somebody should look.
    package var isProblem: Bool {
        switch self {
        case .listens, .working, .measured, .delivered, .withoutResult: false
        case .turnedAway, .brokeOff, .classNotTaken, .refused, .listening, .postponed, .givenUp,
            .unreadableState:
            true
        }
    }

    package var message: String {
        switch self {
        case .listens(let title, let address, let port):
            "\(title) listens on \(address):\(port)"
        case .turnedAway(let host, let error), .brokeOff(let host, let error):
            "the peer at \(host) \(error.message)"
        case .classNotTaken(let caller, let uid):
            "\(caller) offers objects of the class \(uid), which are not measured and not taken"
        case .refused(let origin, let refusal): "an object of \(origin) \(refusal.message)"
        case .listening(let error): "the service \(error.message)"
        case .working(let study): "study \(study): quiet, work begins"
        case .measured(let study, let objects):
            "study \(study): measured, \(objects) DICOM objects"
        case .withoutResult(let study, let reason): "study \(study): no results: \(reason)"
        case .postponed(let study, let reason): "study \(study): to be repeated: \(reason)"
        case .givenUp(let study, let reason): "study \(study): given up: \(reason)"
        case .delivered(let study, let peer): "study \(study): results are at \(peer)"
        case .unreadableState(let study):
            "study \(study): its state.json is damaged; the study is worked anew"
        }
    }
}

/// Why an object is not taken.
package enum ObjectRefusal: Error, Hashable, Sendable {
    case tooLarge(allowed: Int)
    case noSpace
    case notWritable(WriteError)
    case malformed(DICOMProblem)
    case unlawfulIdentifier(DICOMAttribute)
    /// The data set says something else than the request.
    case contradiction(DICOMAttribute)
    case classNotTaken

    /// PS3.4 §B.2.3, PS3.7 §C.
    var status: UInt16 {
        switch self {
        case .noSpace, .notWritable: 0xA700
        case .contradiction: 0xA900
        case .classNotTaken: 0x0122
        case .tooLarge, .malformed, .unlawfulIdentifier: 0xC000
        }
    }

    /// Whether the same object may be taken later.
    var mayPass: Bool { status == 0xA700 }

    /// At most 64 characters of ASCII.
    var comment: String {
        switch self {
        case .tooLarge: "the object is larger than allowed"
        case .noSpace, .notWritable: "no space is left"
        case .malformed: "the data set is malformed"
        case .unlawfulIdentifier(let attribute): "\(attribute.keyword) is missing or no UID"
        case .contradiction(let attribute): "\(attribute.keyword) is not the requested one"
        case .classNotTaken: "objects of this class are not measured"
        }
    }

    package var message: String {
        switch self {
        case .tooLarge(let allowed): "is refused: more than \(allowed) bytes"
        case .noSpace: "is refused: too little space is left on the disk"
        case .notWritable(let error): "is refused: \(error.message)"
        case .malformed(let problem): "is refused: it \(problem.message)"
        case .unlawfulIdentifier(let attribute):
            "is refused: its \(attribute.text) is missing or no UID"
        case .contradiction(let attribute):
            "is refused: its \(attribute.text) is not the announced one"
        case .classNotTaken: "is refused: objects of its class are not measured"
        }
    }
}
