import ImageCodecs
import Raster
import Reporting

/// The pictures of a study as they stand in its folder.
package protocol ResultPictures {
    /// Labels on the pixel grid of the source.
    ///
    /// - Throws: `ResultGap.picture`.
    func mask(of record: ItemRecord) throws(ResultGap) -> LabelPlane
    /// `nil` for a frame without an annotated picture.
    func overlay(of record: ItemRecord) throws(ResultGap) -> InterleavedImage?
}
