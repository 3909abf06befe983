import Statistics

/// One number about a group of images, with its interval or the reason why there is none.
package struct Finding: Hashable, Sendable {
    package let quantity: AgreementQuantity
    /// UCUM code.
    package let unit: String
    package let images: Int
    package let subjects: Int
    package var value: Double?
    package var low: Double?
    package var high: Double?
    package var method: IntervalMethod?
    package var refusal: StatisticsError?

    init(_ quantity: AgreementQuantity, unit: String = "1", images: Int, subjects: Int) {
        self.quantity = quantity
        self.unit = unit
        self.images = images
        self.subjects = subjects
    }

    mutating func take(_ estimate: Estimate, _ method: IntervalMethod) {
        value = estimate.value
        low = estimate.low
        high = estimate.high
        self.method = method
    }
}

/// Where an interval comes from.
package enum IntervalMethod: String, Hashable, Sendable, CaseIterable {
    /// Student's t; limits of agreement after Bland and Altman 1986.
    case studentT
    /// The F distribution, McGraw and Wong 1996.
    case fisherF
    /// The score interval of Wilson 1927.
    case wilson
    /// Whole subjects drawn with replacement, percentiles.
    case subjectBootstrap
}

/// What is counted or estimated of a group of images.
package enum AgreementQuantity: String, Hashable, Sendable, CaseIterable {
    case diceMeanOverall = "dice_mean_overall"
    case diceMedianOverall = "dice_median_overall"
    case diceMeanMeasured = "dice_mean_measured"
    case diceMedianMeasured = "dice_median_measured"
    case jaccardMeanMeasured = "jaccard_mean_measured"
    case jaccardMedianMeasured = "jaccard_median_measured"
    case hausdorff95Mean = "hd95_mean"
    case hausdorff95Median = "hd95_median"
    case averageSymmetricMean = "assd_mean"
    case averageSymmetricMedian = "assd_median"
    case nervesFound = "nerves_found"
    case nervesMissed = "nerves_missed"
    case nervesSpurious = "nerves_spurious"
    case sensitivity
    case precision
    case nerveFreeImages = "nerve_free_images"
    case nerveFreeImagesLeftEmpty = "nerve_free_images_left_empty"
    case bias = "csa_bias"
    case lowerLimit = "csa_lower_limit"
    case upperLimit = "csa_upper_limit"
    case standardDeviation = "csa_difference_sd"
    case absoluteAgreement = "icc_2_1"
    case consistency = "icc_3_1"
    case errorOfAgreement = "sem_agreement"
    case errorOfConsistency = "sem_consistency"
    case detectableChangeOfAgreement = "mdc_agreement"
    case detectableChangeOfConsistency = "mdc_consistency"
}
