import Foundation
import Network

/// A network of one 1 × 1 convolution, so that its probabilities can be worked out by hand.
struct TinyModel {
    /// Of standardised grey, of the seed's bump, and the bias of the nerve's logit; the background's
    /// logit is 0.
    var grey: Float = 3
    var seed: Float = 0
    var bias: Float = -2
    /// Logit of the vessel: dark pixels.
    var vessel: (grey: Float, bias: Float) = (0, -20)
    var metadata: [String: String] = [
        "format": "nerve-measure-network/1", "name": "tiny", "version": "1",
        "modality": "ultrasound", "outline_convention": "outerBorderWithEchogenicRim",
        "labels": #"["background","nerve","vessel"]"#,
        "preprocessing": #"""
        {"version":2,"size":64,"channels":["grey","seed"],"seed_sigma":3,"seed_crop":0.6,
        "question_seed":-1}
        """#,
        "decision": #"""
        {"tta":"flip","refine":false,"candidate_threshold":0.4,"outline_threshold":0.5,
        "min_area":12,"max_candidates":4,"overlap":0.3}
        """#,
        "confidence": #"""
        {"features":["mean_probability"],"mean":[0.8],"scale":[0.1],"weights":[2],"bias":0,
        "abstain_below":0.25,"flag_below":0.6}
        """#,
        "seeded_confidence": #"""
        {"features":["mean_probability"],"mean":[0.8],"scale":[0.1],"weights":[2],"bias":1,
        "abstain_below":0,"flag_below":0.6}
        """#,
        "interval": #"{"bins":[{"from":0,"low":0.5,"high":2},{"from":0.6,"low":0.8,"high":1.25}]}"#,
        "output": "probability",
        "graph": #"""
        [{"op":"conv","input":"input","output":"logits","weight":"w","bias":"b","stride":1,
        "groups":1,"padding":[0,0,0,0],"activation":"none"},
        {"op":"softmax","input":"logits","output":"probability"}]
        """#,
    ]

    func model() throws -> NetworkModel { try NetworkModel(bytes: try bytes()) }

    private func bytes() throws -> [UInt8] {
        let weights: [Float] = [0, 0, grey, seed, vessel.grey, 0, 0, bias, vessel.bias]
        let header: [String: Any] = [
            "__metadata__": metadata,
            "w": ["dtype": "F32", "shape": [3, 2, 1, 1], "data_offsets": [0, 24]],
            "b": ["dtype": "F32", "shape": [3], "data_offsets": [24, 36]],
        ]
        var text = try JSONSerialization.data(withJSONObject: header, options: [.sortedKeys])
        while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
        var bytes = [UInt8](text)
        let length = UInt64(bytes.count)
        bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + bytes
        for weight in weights {
            bytes += (0..<4).map { UInt8(truncatingIfNeeded: weight.bitPattern >> (8 * $0)) }
        }
        return bytes
    }
}
