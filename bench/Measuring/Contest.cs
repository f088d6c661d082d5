namespace MyOpenIP.Bench.Measuring;

/// <summary>One way to do something against another, on the same inputs, in turns.</summary>
/// <param name="lines">Lines of an amendment.</param>
/// <param name="inputs">The inputs, taken in turn.</param>
/// <param name="way">The way that is measured.</param>
/// <param name="than">The one that it is measured against.</param>
/// <param name="agree">Whether the two give the same for an input.</param>
internal sealed class Contest<T>(int lines, T[] inputs, Func<T, object> way, Func<T, object> than, Predicate<T> agree)
{
    public int Lines { get; } = lines;

    public Contender<T> Measured { get; } = new(way, inputs);

    public Contender<T> Reference { get; } = new(than, inputs);

    /// <summary>Processor time over that of the reference.</summary>
    public double TimeRatio => Median.OfRatios(Measured.Nanoseconds, Reference.Nanoseconds);

    /// <summary>Bytes over those of the reference.</summary>
    public double BytesRatio => Median.OfRatios(Measured.Bytes, Reference.Bytes);

    public static void Run(Contest<T>[] contests, int rounds, long warmUpNanoseconds)
    {
        foreach (var contest in contests)
        {
            contest.Compare();
            contest.Reference.WarmUp(warmUpNanoseconds);
            contest.Measured.WarmUp(warmUpNanoseconds);
        }
        for (var round = 0; round < rounds; round++)
            foreach (var contest in contests)
                contest.Round(measuredFirst: round % 2 == 0);
        foreach (var contest in contests)
            contest.Compare();
    }

    /// <exception cref="InvalidOperationException">The two do not give the same.</exception>
    private void Compare()
    {
        if (!Array.TrueForAll(inputs, agree))
            throw new InvalidOperationException($"An amendment of {Lines} lines: the two ways differ.");
    }

    private void Round(bool measuredFirst)
    {
        (measuredFirst ? Measured : Reference).Round();
        (measuredFirst ? Reference : Measured).Round();
    }
}
