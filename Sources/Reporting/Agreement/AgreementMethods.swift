import Agreement
import Statistics

/// What a methods section needs to say, as every agreement report says it.
enum AgreementMethods {
    static let sentences = [
        "dice_*_overall: images with a nerve in the reference; one that the other reader missed or "
            + "declined counts 0. dice_*_measured and jaccard_*: images on which both drew a nerve.",
        "Surface distances: the surface is every pixel of the mask with a neighbour along an axis "
            + "outside it, distances are between pixel centres; hd95 is the 95th percentile and "
            + "assd the mean of the distances of both ways together, as in MedPy. Frames of a cine "
            + "are pictures of their own. Volumes have distances where a NIfTI states how far apart "
            + "slices are, and none in pixels.",
        "Nerves are connected parts of a mask (corners connect). They match from the highest "
            + "intersection over union down, each once, from \(Detection.threshold) on; the rest "
            + "is missed or spurious.",
        "Areas are those of the whole mask of an image on which both readers drew a nerve; in "
            + "tables, those stated for the first nerve. mm² and pixels are never pooled. Volumes "
            + "have no area here.",
        "Bland-Altman: other reader minus reference. One image per subject: limits bias ± 1.96 SD, "
            + "intervals by Student's t (Bland and Altman 1986). Several: variance between and "
            + "within subjects (Bland and Altman 2007, true value varying), intervals by bootstrap.",
        "icc_2_1: absolute agreement, readers a sample; icc_3_1: consistency, these readers only; "
            + "single measurements, intervals of McGraw and Wong 1996. With several images per "
            + "subject the images are the targets and subjects are drawn for the interval.",
        "sem_consistency = √MSE, sem_agreement = √(reader variance + MSE) of the two-way analysis; "
            + "mdc = 1.96 √2 sem.",
        "Bootstrap: \(Bootstrap.standard.draws) draws of whole subjects, seed "
            + "\(Bootstrap.standard.seed), percentiles, from \(Bootstrap.minimumClusters) subjects "
            + "on; none where all values are equal. A sensitivity or precision of 0 or 1 takes "
            + "Wilson's interval with each subject counted once. Without --subjects each file counts as one "
            + "subject; frames of one file belong together. Where files of one patient are several, "
            + "intervals are then too narrow.",
    ]
}
