/// One frame by its numbers in the plan: study and input from 0, frame from 1. Addresses of pages are
/// made of these, never of names.
package struct FrameAddress: Hashable, Sendable {
    package let study: Int
    package let input: Int
    package let frame: Int

    package init(study: Int, input: Int, frame: Int) {
        self.study = study
        self.input = input
        self.frame = frame
    }
}
