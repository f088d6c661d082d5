using System.Globalization;
using System.Text.Json;
using Google.Type;

namespace MyOpenIP.Client.Tests;

/// <summary>The vectors that clients of every language are given, tried on this one.</summary>
public sealed class MoneyVectorsTests
{
    private static readonly Vectors Published = Read();

    public static TheoryData<string, string, int, int> Valid =>
        [.. Published.Valid.Select(v => (v.Text, v.Units, v.Nanos, v.Decimals))];

    public static TheoryData<string, string, string, int, int> InvalidMoney =>
        [.. Published.InvalidMoney.Select(v => (v.Fault, v.CurrencyCode, v.Units, v.Nanos, v.Decimals))];

    public static TheoryData<string, string, int> InvalidText =>
        [.. Published.InvalidText.Select(v => (v.Fault, v.Text, v.Decimals))];

    [Theory]
    [MemberData(nameof(Valid))]
    public void An_amount_becomes_its_other_form(string text, string units, int nanos, int decimals)
    {
        var money = new Money { CurrencyCode = "EUR", Units = long.Parse(units, CultureInfo.InvariantCulture), Nanos = nanos };
        var amount = decimal.Parse(text, CultureInfo.InvariantCulture);
        Assert.Equal(amount, money.ToDecimal(decimals));
        Assert.Equal(money, amount.ToMoney(decimals));
        Assert.Equal(money, Amounts.Parse(text, decimals));
    }

    [Theory]
    [MemberData(nameof(InvalidMoney))]
    public void A_money_that_is_no_amount_is_refused_for_what_the_vector_says(string fault, string currency, string units, int nanos, int decimals)
    {
        var money = new Money { CurrencyCode = currency, Units = long.Parse(units, CultureInfo.InvariantCulture), Nanos = nanos };
        var refused = Assert.Throws<AmountException>(() => money.ToDecimal(decimals));
        Assert.Equal(fault, refused.Fault.ToString(), ignoreCase: true);
    }

    [Theory]
    [MemberData(nameof(InvalidText))]
    public void A_text_that_is_no_amount_is_refused_for_what_the_vector_says(string fault, string text, int decimals)
    {
        var refused = Assert.Throws<AmountException>(() => Amounts.Parse(text, decimals));
        Assert.Equal(fault, refused.Fault.ToString(), ignoreCase: true);
    }

    private static Vectors Read()
    {
        using var resource = typeof(MoneyVectorsTests).Assembly.GetManifestResourceStream("money-vectors.json")!;
        return JsonSerializer.Deserialize<Vectors>(resource, JsonSerializerOptions.Web)!;
    }

    private sealed record Vectors(Vector[] Valid, Vector[] InvalidMoney, Vector[] InvalidText);

    private sealed record Vector(string Text, string Units, int Nanos, int Decimals, string CurrencyCode, string Fault);
}
