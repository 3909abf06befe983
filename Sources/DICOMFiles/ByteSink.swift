internal import CDICOM

/// Takes the pieces that C code hands over, one call long.
final class ByteSink {
    private let take: ([UInt8]) -> Bool

    private init(take: @escaping ([UInt8]) -> Bool) { self.take = take }

    /// - Parameters:
    ///   - take: returns whether more is wanted.
    ///   - call: hands function and context to C.
    static func with(
        _ take: ([UInt8]) -> Bool, _ call: (cd_sink, UnsafeMutableRawPointer) -> Int32
    ) -> Int32 {
        withoutActuallyEscaping(take) { take in
            let sink = ByteSink(take: take)
            return withExtendedLifetime(sink) {
                unsafe call(
                    { context, bytes, count in
                        guard let context = unsafe context else { return 1 }
                        let sink = unsafe Unmanaged<ByteSink>.fromOpaque(context)
                            .takeUnretainedValue()
                        let piece = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
                        return sink.take(piece) ? 0 : 1
                    }, Unmanaged.passUnretained(sink).toOpaque())
            }
        }
    }
}
