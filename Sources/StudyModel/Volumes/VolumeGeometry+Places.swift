import Geometry

extension VolumeGeometry {
    /// Across the slices, from the first to the last.
    package var normal: PatientPoint { planes[0].normal }

    /// Of a slice along the normal, from the first, mm.
    package func height(ofSlice slice: Int) -> Double {
        (planes[slice].origin - planes[0].origin).dot(normal)
    }

    /// Of a point along the normal, from the first slice, mm.
    package func height(of point: PatientPoint) -> Double {
        (point - planes[0].origin).dot(normal)
    }

    /// The slice nearest to a point; `nil` beyond the volume's ends.
    package func slice(nearest point: PatientPoint) -> Int? {
        let height = height(of: point)
        // Slices are nearly even: the right one is near where even slices would put it.
        var slice = min(max(Int(height / spacingBetweenSlices), 0), planes.count - 1)
        while slice > 0, self.height(ofSlice: slice) > height { slice -= 1 }
        while slice + 1 < planes.count, self.height(ofSlice: slice + 1) <= height { slice += 1 }
        if slice + 1 < planes.count,
            self.height(ofSlice: slice + 1) - height < height - self.height(ofSlice: slice)
        {
            slice += 1
        }
        let distance = abs(self.height(ofSlice: slice) - height)
        return distance <= 0.75 * spacingBetweenSlices ? slice : nil
    }

    /// How thick a slice is; the distance between slices where the header does not say.
    package var thickness: Double { sliceThickness ?? spacingBetweenSlices }
}
