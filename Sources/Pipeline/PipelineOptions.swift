import Anatomy
import StudyModel

/// What an operator decides about a run.
package struct PipelineOptions: Sendable {
    package var toolVersion: String
    /// `--spacing`, evidence of every frame.
    package var operatorSpacing: StatedSpacing?
    /// `--seeds`.
    package var seedFile: String?
    /// What outlines are said to be.
    package var nerve: NerveName = .unspecified
    /// `--kernels`.
    package var kernels = "auto"
    /// `--model`; `nil` is the model inside the program.
    package var modelFile: String?
    /// `--dicom`: studies from DICOM files get DICOM results.
    package var writesDICOM = false
    /// `--mr`: MR series are measured too, by a model that was proven on simulated anatomy only.
    package var measuresMR = false
    /// `--deidentify`: file of the key by which identifiers are replaced.
    package var keyFile: String?
    package var jobs = 1
    /// `--marks`: files with what readers say of items. They change tables and page, no result.
    package var marksFiles: [String] = []

    package init(toolVersion: String) { self.toolVersion = toolVersion }
}
