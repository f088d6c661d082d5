namespace MyOpenIP.Bench.Requests;

/// <summary>Numbers that look random and are the same on every machine and runtime (SplitMix64).</summary>
internal sealed class Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int From(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>True in so many cases of a hundred.</summary>
    public bool In(int percent) => From(1, 100) <= percent;

    public T Of<T>(params ReadOnlySpan<T> choices) => choices[From(0, choices.Length - 1)];

    public T Any<T>() where T : struct, Enum => Of<T>(Enum.GetValues<T>());

    /// <summary>An amount with so many decimals.</summary>
    public decimal Amount(decimal most, int decimals)
    {
        var scale = 1m;
        for (var i = 0; i < decimals; i++)
            scale *= 10m;
        return From(0, (int)(most * scale)) / scale;
    }

    /// <summary>A percentage: mostly round, sometimes with four decimals.</summary>
    public decimal Percent(int most = 100) => In(70) ? From(0, most / 5) * 5m : Amount(most, Of(0, 2, 4));

    public DateOnly Day(DateOnly near, int before, int after) => near.AddDays(From(-before, after));

    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
