import Foundation
import Network

/// A model file put together for a test; each part can be replaced by a wrong one.
struct ModelBytes {
    var metadata: [String: String] = [
        "format": "nerve-measure-network/1", "output": "y",
        "graph": ModelBytes.graph(),
    ]
    /// Name, type, shape; every number is `fill`.
    var tensors: [(name: String, type: String, shape: [Int])] = [
        ("w", "F16", [4, 2, 3, 3]), ("b", "F16", [4]),
    ]
    /// 0.5 in half precision, little endian.
    var fill: [UInt8] = [0x00, 0x38]
    var dataSurplus = 0

    static func graph(
        operation: String = "conv", input: String = "input", stride: Int = 1, groups: Int = 1,
        padding: String = "[1,1,1,1]", activation: String = "relu", weight: String = "w",
        more: String = ""
    ) -> String {
        """
        [{"op":"\(operation)","input":"\(input)","output":"y","weight":"\(weight)","bias":"b",\
        "stride":\(stride),"groups":\(groups),"padding":\(padding),\
        "activation":"\(activation)"}\(more)]
        """
    }

    var bytes: [UInt8] {
        var header: [String: Any] = ["__metadata__": metadata]
        var data: [UInt8] = []
        for tensor in tensors {
            let count = tensor.shape.reduce(1, *)
            let start = data.count
            for _ in 0..<count { data += fill }
            header[tensor.name] = [
                "dtype": tensor.type, "shape": tensor.shape, "data_offsets": [start, data.count],
            ]
        }
        data += [UInt8](repeating: 0, count: dataSurplus)
        let json = (try? JSONSerialization.data(withJSONObject: header)) ?? Data()
        return Self.framed(json: [UInt8](json)) + data
    }

    static func framed(json: [UInt8]) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) } + json
    }

    func with(_ change: (inout ModelBytes) -> Void) -> ModelBytes {
        var copy = self
        change(&copy)
        return copy
    }
}
