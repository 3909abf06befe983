import ArgumentParser

@main
struct NerveMeasure: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nerve-measure",
        abstract: "Finds and measures the sciatic nerve in ultrasound images.",
        discussion: """
            Reads PNG, JPEG and DICOM; writes annotated images, JSON reports and tables. What \
            cannot be measured honestly is refused with a reason. Not a medical device.

            Start with:  nerve-measure SampleImages/inputs -o out
            """,
        version: ToolVersion.current,
        subcommands: [
            MeasureCommand.self, PlanCommand.self, RunCommand.self, CollectCommand.self,
            DoctorCommand.self, PhantomCommand.self, PrepareCommand.self,
            SchemaCommand.self,
        ],
        defaultSubcommand: MeasureCommand.self)
}
