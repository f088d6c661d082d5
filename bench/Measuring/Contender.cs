namespace MyOpenIP.Bench.Measuring;

/// <summary>One way to do something with inputs of one size, and what each round of it took.</summary>
/// <param name="way">The way; what it gives is kept until the next.</param>
/// <param name="inputs">The inputs, taken in turn.</param>
internal sealed class Contender<T>(Func<T, object> way, T[] inputs)
{
    // Long against the resolution of the clock and the pauses of the collector, short against the moods of the machine.
    private const long RoundNanoseconds = 40_000_000;

    private readonly List<double> _nanoseconds = [];
    private readonly List<double> _bytes = [];
    private int _repetitions = 1;

    /// <summary>Processor time per input, in nanoseconds, round by round.</summary>
    public IReadOnlyList<double> Nanoseconds => _nanoseconds;

    /// <summary>Bytes allocated per input, round by round.</summary>
    public IReadOnlyList<double> Bytes => _bytes;

    public double Microseconds => Median.Of(_nanoseconds) / 1000;

    /// <summary>Of the quickest round, in microseconds.</summary>
    public double Least => _nanoseconds.Min() / 1000;

    public double MedianBytes => Median.Of(_bytes);

    /// <summary>Runs until the code is compiled for good, and finds how often a round repeats.</summary>
    /// <param name="atLeast">Processor time to spend, in nanoseconds.</param>
    public void WarmUp(long atLeast)
    {
        var start = ThreadTime.Now();
        var runs = 0L;
        while (runs == 0 || ThreadTime.Now() - start < atLeast)
        {
            RunOnce();
            runs++;
        }
        var perRun = Math.Max(1, (ThreadTime.Now() - start) / runs);
        _repetitions = (int)Math.Max(3, RoundNanoseconds / perRun);
    }

    public void Round()
    {
        var (time, bytes) = (ThreadTime.Now(), GC.GetAllocatedBytesForCurrentThread());
        for (var i = 0; i < _repetitions; i++)
            RunOnce();
        double calls = _repetitions * inputs.Length;
        _nanoseconds.Add((ThreadTime.Now() - time) / calls);
        _bytes.Add((GC.GetAllocatedBytesForCurrentThread() - bytes) / calls);
    }

    private void RunOnce()
    {
        foreach (var input in inputs)
            GC.KeepAlive(way(input));
    }
}
