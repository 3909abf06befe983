import DICOMFiles
import Exporting
import Foundation
import Pipeline

/// What an operator decides about the service.
package struct ServiceOptions: Sendable {
    /// Everything that the service keeps lies below.
    package var folder: URL
    /// Of every study; its DICOM results are always made.
    package var measuring: PipelineOptions
    /// Studies worked on at once.
    package var jobs = 1
    /// IPv4 address to listen on, with `port`.
    package var address = "127.0.0.1"
    /// 0: any free one; `nil`: no associations are taken.
    package var port: UInt16?
    package var title = "NERVE_MEASURE"
    /// Titles that may call; empty: all.
    package var callers: [String] = []
    /// Where DICOM files are put to be taken in.
    package var watched: URL?
    /// Where results go; without it they stay in the folder.
    package var destination: DICOMPeer?
    /// A study is worked when nothing new came for so many seconds.
    package var quietSeconds = 30.0
    package var limits = ServiceLimits()

    package init(folder: URL, measuring: PipelineOptions) {
        self.folder = folder
        self.measuring = measuring
        self.measuring.writesDICOM = true
        self.measuring.jobs = 1
    }
}

/// What one peer may take up.
package struct ServiceLimits: Sendable {
    /// At once; more are turned away.
    package var associations = 8
    /// Bytes of the largest piece.
    package var pdu = 131_072
    /// Seconds to wait for each message.
    package var messageSeconds = 30
    /// Seconds that an association may last.
    package var associationSeconds = 3600.0
    package var objectBytes = 1 << 30
    /// Bytes of the disk that stay free.
    package var freeBytes = 1 << 30
    /// Hours after which objects and results that were delivered are removed.
    package var keepHours = 24.0

    package init() {}
}

/// What the service takes.
enum AcceptedObjects {
    /// Pictures that may be measured.
    static let images: Set = [
        "1.2.840.10008.5.1.4.1.1.3.1", "1.2.840.10008.5.1.4.1.1.6.1",
        "1.2.840.10008.5.1.4.1.1.3", "1.2.840.10008.5.1.4.1.1.6",
        "1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.4.1",
    ]
    /// Taken from an archive that sends whole studies, and dropped when they are our own.
    static let results = ResultObject.sopClasses

    /// What Ingesting reads, the uncompressed ones first.
    static let transferSyntaxes = [
        "1.2.840.10008.1.2.1", "1.2.840.10008.1.2", "1.2.840.10008.1.2.2",
        "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.80",
        "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51",
        "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70", "1.2.840.10008.1.2.5",
        "1.2.840.10008.1.2.1.99",
    ]
}
