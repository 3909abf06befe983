import Kernels
import Network
import Raster
import Testing

/// One test per way in which a model file can be wrong.
@Suite struct ModelRefusalTests {
    private let good = ModelBytes()

    private func error(_ bytes: [UInt8]) -> ModelError? {
        do {
            _ = try NetworkModel(bytes: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func error(_ change: (inout ModelBytes) -> Void) -> ModelError? {
        error(good.with(change).bytes)
    }

    @Test("the unchanged file is read")
    func accepted() throws {
        let bytes = good.bytes
        let model = try NetworkModel(bytes: bytes)
        #expect(model.inputChannels == 2)
        #expect(model.outputChannels == 4)
        #expect(model.bytes == bytes)
    }

    @Test("every prefix is refused, a short one as truncated")
    func prefixes() {
        let bytes = good.bytes
        for count in stride(from: 0, to: bytes.count, by: 3) {
            #expect(error(Array(bytes.prefix(count))) != nil, "\(count) bytes")
        }
        #expect(error([]) == .truncated(needed: 8, found: 0))
        let header = bytes.count - 152
        #expect(error(Array(bytes.dropLast())) == .truncated(needed: 152, found: 151))
        #expect(error(Array(bytes.prefix(20))) == .truncated(needed: header, found: 20))
    }

    @Test("a header length beyond the limit is refused before it is believed")
    func headerLength() {
        let bytes = [UInt8](repeating: 0xFF, count: 64)
        guard case .malformedHeader = error(bytes) else {
            Issue.record("accepted")
            return
        }
    }

    @Test(
        "a header that is not the JSON of tensors is refused",
        arguments: [
            "", "{", "[]", "null", "{\"w\":1}", "{\"__metadata__\":[]}",
            "{\"w\":{\"dtype\":\"F16\",\"shape\":[1e99],\"data_offsets\":[0,2]}}",
            "{\"w\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0]}}",
            "{\"w\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[-2,0]}}",
        ])
    func header(json: String) {
        guard case .malformedHeader = error(ModelBytes.framed(json: Array(json.utf8))) else {
            Issue.record("\(json) accepted")
            return
        }
    }

    @Test("bytes that belong to no tensor are refused")
    func surplus() {
        guard case .malformedHeader = error({ $0.dataSurplus = 2 }) else {
            Issue.record("accepted")
            return
        }
    }

    @Test("another format is refused by name")
    func format() {
        #expect(error { $0.metadata["format"] = "other/7" } == .wrongFormat(found: "other/7"))
    }

    @Test("missing metadata are named", arguments: ["format", "graph", "output"])
    func missingMetadata(key: String) {
        #expect(error { $0.metadata[key] = nil } == .missingMetadata(key: key))
    }

    @Test(
        "a graph that is no list of nodes is refused",
        arguments: ["", "{}", "[]", "[1]", "[{}]"])
    func graph(text: String) {
        guard case .malformedMetadata("graph", _) = error({ $0.metadata["graph"] = text }) else {
            Issue.record("\(text) accepted")
            return
        }
    }

    @Test("an unknown operation is refused by name")
    func operation() {
        let found = error { $0.metadata["graph"] = ModelBytes.graph(operation: "gelu") }
        #expect(found == .unknownOperation("gelu"))
    }

    @Test(
        "node parameters out of range are refused",
        arguments: [
            ModelBytes.graph(stride: 3), ModelBytes.graph(stride: 0), ModelBytes.graph(groups: 0),
            ModelBytes.graph(padding: "[1,1,1]"), ModelBytes.graph(padding: "[1,1,1,5]"),
            ModelBytes.graph(padding: "[1,1,1,-1]"), ModelBytes.graph(activation: "tanh"),
            ModelBytes.graph(operation: "upsample2"),
            ModelBytes.graph(more: #",{"op":"add","inputs":["y"],"output":"z"}"#),
            ModelBytes.graph(more: #",{"op":"softmax","input":"input","output":"y"}"#),
            ModelBytes.graph(more: #",{"op":"add","inputs":["y","input"],"output":"z"}"#),
        ])
    func node(graph: String) {
        guard case .malformedNode = error({ $0.metadata["graph"] = graph }) else {
            Issue.record("\(graph) accepted")
            return
        }
    }

    @Test("softmax anywhere but at the end is refused", arguments: ["y", "z"])
    func softmax(output: String) {
        let more =
            #",{"op":"softmax","input":"y","output":"z"},"#
            + #"{"op":"add","inputs":["y","z"],"output":"s"}"#
        let found = error {
            $0.metadata["graph"] = ModelBytes.graph(more: more)
            $0.metadata["output"] = output
        }
        #expect(
            found
                == .malformedMetadata(key: "graph", reason: "softmax must make the output"))
    }

    @Test("a value that no earlier node makes is named")
    func missingInput() {
        let more = #",{"op":"add","inputs":["y","ghost"],"output":"z"}"#
        let found = error { $0.metadata["graph"] = ModelBytes.graph(more: more) }
        #expect(found == .missingInput(name: "ghost", node: "z"))
        #expect(
            error { $0.metadata["output"] = "ghost" }
                == .missingInput(name: "ghost", node: "output"))
    }

    @Test("a tensor that is not there is named with the node that needs it")
    func missingTensor() {
        let first = error { $0.metadata["graph"] = ModelBytes.graph(weight: "v") }
        #expect(first == .missingTensor(name: "v", node: "y"))
        let graph = ModelBytes.graph(
            more: #",{"op":"conv","input":"y","output":"z","weight":"v","bias":"b","stride":1,"#
                + #""groups":1,"padding":[0,0,0,0],"activation":"none"}"#)
        #expect(
            error { $0.metadata["graph"] = graph } == .missingTensor(name: "v", node: "z"))
    }

    @Test("a type other than F16 and F32 is refused")
    func type() {
        let found = error { $0.tensors[0].type = "BF16" }
        #expect(found == .wrongType(tensor: "w", found: "BF16"))
    }

    @Test(
        "weights and bias of the wrong shape are refused with the expected one",
        arguments: [
            [4, 2, 3], [4, 2, 3, 1], [4, 2, 2, 2], [4, 2, 7, 7], [0, 2, 3, 3],
        ])
    func weightShape(shape: [Int]) {
        guard case .wrongShape("w", shape, _) = error({ $0.tensors[0].shape = shape }) else {
            Issue.record("\(shape) accepted")
            return
        }
    }

    @Test("a bias of another length is refused")
    func biasShape() {
        let found = error { $0.tensors[1].shape = [5] }
        #expect(found == .wrongShape(tensor: "b", found: [5], expected: "[4]"))
    }

    @Test("groups other than 1 or the channels are refused")
    func groups() {
        guard
            case .wrongShape("w", _, _) = error({
                $0.metadata["graph"] = ModelBytes.graph(groups: 2)
            })
        else {
            Issue.record("accepted")
            return
        }
    }

    @Test("weights that are not finite are refused")
    func notFinite() {
        #expect(error { $0.fill = [0x00, 0x7C] } == .notFinite(tensor: "w"))
    }

    @Test("planes of another number or size than the network's are refused")
    func planes() throws {
        let model = try NetworkModel(bytes: good.bytes)
        let size = try #require(PlaneSize(columns: 4, rows: 4))
        let runner = try NetworkRunner(model, inputSize: size)
        #expect(throws: ModelError.self) { try runner.run([]) }
        let wide = try #require(PlaneSize(columns: 5, rows: 4))
        let planes = [Plane<Float>](repeating: Plane(size: wide, filledWith: 0), count: 2)
        #expect(throws: ModelError.self) { try runner.run(planes) }
    }

    @Test("an input that the network cannot take is refused")
    func inputSize() throws {
        let model = try NetworkModel(
            bytes: good.with { $0.metadata["graph"] = ModelBytes.graph(padding: "[0,0,0,0]") }
                .bytes)
        for side in [1, 2, 5000] {
            let size = try #require(PlaneSize(columns: side, rows: 4))
            #expect(throws: ModelError.self) { try NetworkRunner(model, inputSize: size) }
        }
        let smallest = try #require(PlaneSize(columns: 3, rows: 3))
        _ = try NetworkRunner(model, inputSize: smallest)
    }
}
