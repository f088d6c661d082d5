using System.Buffers;
using System.Globalization;

namespace MyOpenIP.Pricing;

/// <summary>A form of numbers in sentences: the custom format of .NET that it is, and the same written straight where that is exact.</summary>
internal sealed class NumberForm
{
    /// <summary>Decimals that a number can have to be written straight.</summary>
    private const int MostDecimals = 4;
    private const int TenThousand = 10_000;
    private const int Thousand = 1_000;

    /// <summary>Above this the digits of a number of four decimals would not be a whole number of the processor's.</summary>
    private const ulong MostDigits = long.MaxValue / TenThousand;

    private static readonly ulong[] Powers = [1, 10, 100, 1_000, TenThousand];

    private readonly string _format;
    private readonly bool _isGrouped;
    private readonly int _fewest;
    private readonly int _most;

    private NumberForm(string format, bool isGrouped, int fewest, int most) => (_format, _isGrouped, _fewest, _most) = (format, isGrouped, fewest, most);

    /// <summary>Units: whole, in groups of three digits.</summary>
    public static NumberForm Quantity { get; } = new("#,##0", isGrouped: true, fewest: 0, most: 0);

    /// <summary>An amount: two to four decimals, in groups of three digits.</summary>
    public static NumberForm Amount { get; } = new("#,##0.00##", isGrouped: true, fewest: 2, most: 4);

    /// <summary>A percentage: up to four decimals.</summary>
    public static NumberForm Percent { get; } = new("0.####", isGrouped: false, fewest: 0, most: 4);

    /// <summary>A count: whole.</summary>
    public static NumberForm Count { get; } = new("0", isGrouped: false, fewest: 0, most: 0);

    /// <summary>Writes a number.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="number">The number.</param>
    /// <param name="separators">How the language parts its digits.</param>
    public void Write(IBufferWriter<byte> to, decimal number, NumberFormatInfo separators)
    {
        if (TenThousandths(number) is not { } digits || (digits == 0 && decimal.IsNegative(number)) || DecimalsOf(digits) > _most)
        {
            to.Text(number.ToString(_format, separators));
            return;
        }
        if (decimal.IsNegative(number))
            to.Text("-");
        Whole(to, (long)(digits / TenThousand), separators);
        var decimals = Math.Max(_fewest, DecimalsOf(digits));
        if (decimals == 0)
            return;
        to.Text(separators.NumberDecimalSeparator);
        to.Number((long)(digits % TenThousand / Powers[MostDecimals - decimals]), (byte)decimals);
    }

    private void Whole(IBufferWriter<byte> to, long whole, NumberFormatInfo separators)
    {
        if (!_isGrouped || whole < Thousand)
        {
            to.Number(whole);
            return;
        }
        Whole(to, whole / Thousand, separators);
        to.Text(separators.NumberGroupSeparator);
        to.Number(whole % Thousand, digits: 3);
    }

    /// <summary>A number without its sign as ten-thousandths; it is none, or too large: null.</summary>
    private static ulong? TenThousandths(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        var digits = ((ulong)(uint)bits[1] << 32) | (uint)bits[0];
        return bits[2] == 0 && number.Scale <= MostDecimals && digits <= MostDigits ? digits * Powers[MostDecimals - number.Scale] : null;
    }

    /// <summary>Decimals of a number of ten-thousandths that are not zeros at its end.</summary>
    private static int DecimalsOf(ulong digits)
    {
        var decimals = MostDecimals;
        while (decimals > 0 && digits % Powers[MostDecimals - decimals + 1] == 0)
            decimals--;
        return decimals;
    }
}
