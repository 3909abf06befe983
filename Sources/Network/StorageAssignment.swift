import Kernels

/// Which values share storage: the parts of a concatenation are made in place, inside its result.
struct StorageAssignment: Sendable {
    /// A piece of storage and the nodes between which it is in use.
    struct Root: Sendable {
        let value: Int
        let size: ValueSizes.Size
        let blocks: Int
        let pixelStride: Int
        var margin: Int
        /// First node that writes; −1 for the input.
        var birth: Int
        /// Last node that reads.
        var death: Int

        var count: Int { map(at: 0).count }

        func map(at offset: Int) -> FeatureMap {
            FeatureMap(
                columns: size.columns, rows: size.rows, blocks: blocks, margin: margin,
                pixelStride: pixelStride, at: offset)
        }
    }

    private struct Place: Sendable {
        let root: Int
        let firstBlock: Int
    }

    let roots: [Root]
    private let places: [Place]
    private let blockCounts: [Int]
    private let copied: [Int: [(input: Int, firstBlock: Int)]]

    init(_ graph: Graph, _ sizes: ValueSizes, _ fusion: AddFusion, _ tail: GraphTail) {
        blockCounts = graph.values.map(\.blockChannels.count)
        var parents: [Int: Place] = [:]
        var copied: [Int: [(input: Int, firstBlock: Int)]] = [:]
        for (index, node) in graph.nodes.enumerated() {
            guard case .concatenation = node.kind else { continue }
            var block = 0
            for input in node.inputs {
                if parents[input] == nil {
                    parents[input] = Place(root: node.output, firstBlock: block)
                } else {
                    copied[index, default: []].append((input, block))
                }
                block += blockCounts[input]
            }
        }
        self.copied = copied
        places = graph.values.indices.map { value in
            var (root, block) = (value, 0)
            while let parent = parents[root] {
                block += parent.firstBlock
                root = parent.root
            }
            return Place(root: root, firstBlock: block)
        }
        roots = Self.roots(graph, sizes, fusion, tail, places.map(\.root))
    }

    private static func roots(
        _ graph: Graph, _ sizes: ValueSizes, _ fusion: AddFusion, _ tail: GraphTail,
        _ rootOf: [Int]
    ) -> [Root] {
        var roots: [Int: Root] = [:]
        for value in graph.values.indices where !tail.nodes.contains(value - 1) {
            let root = rootOf[value]
            var entry =
                roots[root]
                ?? Root(
                    value: root, size: sizes[root],
                    blocks: graph.values[root].blockChannels.count,
                    pixelStride: root == 0 && graph.isInputPlanar ? 1 : FeatureMap.lanes,
                    margin: 0, birth: value - 1, death: value - 1)
            entry.birth = min(entry.birth, fusion.firstWrite(of: value))
            let readers = graph.consumers(of: value).filter { !tail.nodes.contains($0) }
            entry.death = max(entry.death, value - 1, readers.max() ?? -1)
            if value == tail.value { entry.death = graph.nodes.count }
            for reader in readers {
                entry.margin = max(entry.margin, margin(graph.nodes[reader], sizes))
            }
            roots[root] = entry
        }
        return roots.values.sorted { $0.value < $1.value }
    }

    /// Columns of zeros that a node reads beside its input.
    private static func margin(_ node: Graph.Node, _ sizes: ValueSizes) -> Int {
        guard case .convolution(let convolution) = node.kind else { return 0 }
        let shape = convolution.shape
        let last = (sizes[node.output].columns - 1) * shape.stride + shape.kernel - 1
        let right = last - shape.padding.left - (sizes[node.inputs[0]].columns - 1)
        return max(shape.padding.left, right, 0)
    }

    /// The maps of the values that have one, their storage starting at `offsets[root number]`.
    func maps(offsets: [Int]) -> [Int: FeatureMap] {
        let wholes = rootMaps(offsets: offsets)
        var maps: [Int: FeatureMap] = [:]
        for (value, place) in places.enumerated() {
            let end = place.firstBlock + blockCounts[value]
            maps[value] = wholes[place.root]?.slice(blocks: place.firstBlock..<end)
        }
        return maps
    }

    /// The map of every root, by its value.
    func rootMaps(offsets: [Int]) -> [Int: FeatureMap] {
        let pairs = zip(roots, offsets).map { ($0.value, $0.map(at: $1)) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Parts of a concatenation that live elsewhere, and where they have to be copied.
    func copies(of node: Int, into map: FeatureMap) -> [(input: Int, map: FeatureMap)] {
        (copied[node] ?? []).map { part in
            let end = part.firstBlock + blockCounts[part.input]
            return (part.input, map.slice(blocks: part.firstBlock..<end))
        }
    }
}
