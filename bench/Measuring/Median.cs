namespace MyOpenIP.Bench.Measuring;

internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The median of the ratios of rounds that ran side by side.</summary>
    public static double OfRatios(IReadOnlyList<double> values, IReadOnlyList<double> others) => Of(values.Zip(others, (v, o) => v / o));
}
