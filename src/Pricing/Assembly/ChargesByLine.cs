using MyOpenIP.Pricing.Calculations;
using MyOpenIP.Pricing.Facts;

namespace MyOpenIP.Pricing.Assembly;

/// <summary>The charges of each line, in the order in which they are shown.</summary>
internal sealed class ChargesByLine
{
    private readonly LineCharge[] _charges;
    private readonly int[] _ends;

    public ChargesByLine(ReadOnlySpan<LineCharge> charges, int lines)
    {
        _charges = new LineCharge[charges.Length];
        _ends = new int[lines + 1];
        for (var i = 0; i < charges.Length; i++)
            _ends[charges[i].Line + 1]++;
        for (var line = 0; line < lines; line++)
            _ends[line + 1] += _ends[line];
        // Each line's end starts as its start and moves up with each charge put in.
        for (var i = 0; i < charges.Length; i++)
            Put(charges[i], _ends[charges[i].Line]++);
    }

    /// <summary>Those of a line.</summary>
    public ReadOnlySpan<LineCharge> Of(int line)
    {
        var start = line == 0 ? 0 : _ends[line - 1];
        return _charges.AsSpan(start, _ends[line] - start);
    }

    private void Put(LineCharge charge, int at)
    {
        // A line has few charges.
        for (; at > 0 && _charges[at - 1] is { } other && other.Line == charge.Line && ChargeSums.Compare(other.Kind, charge.Kind) > 0; at--)
            _charges[at] = other;
        _charges[at] = charge;
    }
}
