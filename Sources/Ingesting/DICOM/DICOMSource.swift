import Anatomy
import DICOMFiles
import StudyModel

/// The frames of an ultrasound DICOM file.
struct DICOMSource: FrameSource {
    let input: String
    let sopInstanceUID: String?
    private let image: DICOMImage
    private let luminance: DICOMLuminance
    let placement: FramePlacement
    private let context: AcquisitionContext
    private let times: FrameTimes
    private let sidecarSpacing: StatedSpacing?
    private let operatorSpacing: StatedSpacing?

    /// - Throws: `IngestError` when the pixels are described in a way that cannot be read.
    init(
        _ item: InputItem, file: DICOMFile, reader: StudyReader
    ) throws(IngestError) {
        input = item.input
        let root = file.root
        do throws(DICOMProblem) {
            image = try DICOMImage(file, limits: reader.limits)
            luminance = try DICOMLuminance(root, image.description)
        } catch {
            throw .dicom(input: item.input, error)
        }
        sopInstanceUID = root.text(.sopInstanceUID)
        placement = Self.placement(root, numberOfFrames: image.description.numberOfFrames)
        let sidecar = try Sidecar.read(for: item, limits: reader.limits)
        times = FrameTimes(root, numberOfFrames: image.description.numberOfFrames)
        context = try Self.context(root, sidecar: sidecar, named: item.sidecarName)
        sidecarSpacing = sidecar?.spacing
        operatorSpacing = reader.operatorSpacing
    }

    var numberOfFrames: Int { image.description.numberOfFrames }

    func frame(at number: Int) throws(IngestError) -> Frame {
        let stored: StoredFrame
        do throws(DICOMProblem) {
            stored = try image.storedFrame(number)
        } catch {
            throw .dicom(input: input, error)
        }
        var evidence = DICOMEvidence(image.file.root).evidence(frame: number)
        evidence.sidecar = sidecarSpacing
        evidence.operatorSupplied = operatorSpacing
        var context = context
        context.frameTimeMilliseconds = times.interval
        context.millisecondsFromFirstFrame = times.milliseconds(at: number)
        return Frame(
            id: FrameID(input: input, sopInstanceUID: sopInstanceUID, number: number),
            modality: .ultrasound, luminance: luminance.plane(of: stored), evidence: evidence,
            placement: placement, context: context)
    }

    private static func placement(_ root: DICOMFile.Item, numberOfFrames: Int) -> FramePlacement {
        var placement = FramePlacement(numberOfFrames: numberOfFrames)
        placement.studyInstanceUID = root.text(.studyInstanceUID)
        placement.seriesInstanceUID = root.text(.seriesInstanceUID)
        placement.sopClassUID = root.text(.sopClassUID)
        placement.instanceNumber = root.text(.instanceNumber).flatMap(Int.init)
        return placement
    }

    /// The sidecar adds what the data set does not say; another side than the data set's is an error.
    private static func context(
        _ root: DICOMFile.Item, sidecar: Sidecar?, named file: String
    ) throws(IngestError) -> AcquisitionContext {
        var context = sidecar?.context ?? AcquisitionContext()
        context.manufacturer = root.text(.manufacturer)
        context.model = root.text(.model)
        context.transducerFrequencyMegahertz = frequency(root).map { $0 / 1000 }
        context.probe = context.probe ?? root.text(.transducerData)
        let stated = laterality(root)
        if let side = context.laterality, let stated, side != stated {
            throw .sidecar(
                file: file,
                .invalid(
                    field: "side", found: side.rawValue,
                    allowed: "\(stated.rawValue), as the data set states"))
        }
        context.laterality = context.laterality ?? stated
        return context
    }

    /// Kilohertz: of a region (PS3.3 §C.8.5.5), tissue first, else of the data set, where other
    /// objects have it.
    private static func frequency(_ root: DICOMFile.Item) -> Double? {
        let regions = root.items(.ultrasoundRegions)
        let tissue = regions.filter { $0.number(.regionDataType) == .value(1) }
        return (tissue + regions + [root]).lazy
            .compactMap { item in
                guard case .value(let kilohertz) = item.number(.transducerFrequency),
                    kilohertz > 0, kilohertz.isFinite
                else { return nil }
                return kilohertz
            }.first
    }

    private static func laterality(_ root: DICOMFile.Item) -> Laterality? {
        switch root.text(.imageLaterality) ?? root.text(.laterality) {
        case "L": .left
        case "R": .right
        default: nil
        }
    }
}
