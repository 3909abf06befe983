extension SeedFile {
    /// Paths of everything that the seeds were read from: the seed file, then the masks it names.
    package var files: [String] {
        let masks = statements.values.joined().compactMap { statement -> String? in
            guard case .mask(let relative) = statement else { return nil }
            return SeedMask.path(of: relative, beside: path)
        }
        return [path] + masks.sorted()
    }
}
