using System.Buffers;
using System.Globalization;
using System.Text;
using CsCheck;

namespace MyOpenIP.Pricing.Tests.Explanations;

public sealed class NumberFormTests
{
    private static readonly NumberFormatInfo Separators = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u202F" };

    private static readonly Dictionary<string, NumberForm> Forms = new()
    {
        ["#,##0"] = NumberForm.Quantity,
        ["#,##0.00##"] = NumberForm.Amount,
        ["0.####"] = NumberForm.Percent,
        ["0"] = NumberForm.Count,
    };

    private static readonly Gen<decimal> Numbers = Gen.Select(
        Gen.OneOf(Gen.Int[-30, 30].Select(i => (long)i), Gen.Int[-30_000_000, 30_000_000].Select(i => (long)i), Gen.Long),
        Gen.OneOf(Gen.Const(1L), Gen.Const(100L), Gen.Const(10_000L)),
        Gen.Int[0, 8],
        (digits, factor, scale) => new decimal(digits) * factor / (decimal)Math.Pow(10, scale));

    public static TheoryData<string> Formats => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_number_is_written_as_its_format_says(string format) =>
        Numbers.Sample(number => Assert.Equal(number.ToString(format, Separators), Written(format, number)), iter: 20_000);

    [Theory]
    [MemberData(nameof(Formats))]
    public void So_is_one_at_the_edge_of_what_is_written_straight(string format)
    {
        decimal[] edges =
        [
            0m, 0.0000m, -0.0m, -0m, 999m, 1_000m, 999_999m, 1_000_000m, 1_000.5m, 1_010.0203m, 0.00005m, -0.00005m, 0.1230m, 100.0000m, 0.00000m,
            922_337_203_685_477m, 922_337_203_685_478m, -922_337_203_685_478m, 922_337_203_685_477.5807m, 92_233_720_368.5477m, long.MaxValue, ulong.MaxValue,
            18_446_744_073_709_551_616m, decimal.MaxValue, decimal.MinValue, 79_228_162_514_264_337_593_543.9503m,
        ];
        foreach (var number in edges)
            Assert.Equal(number.ToString(format, Separators), Written(format, number));
    }

    private static string Written(string format, decimal number)
    {
        var written = new ArrayBufferWriter<byte>();
        Forms[format].Write(written, number, Separators);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }
}
