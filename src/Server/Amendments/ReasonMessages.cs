using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Amendments;

/// <summary>Why a figure is what it is, and what stands against an amendment.</summary>
internal static class ReasonMessages
{
    /// <summary>A reason, with its sentence in both languages.</summary>
    public static V1.Reason Reason(Reason reason, string currency)
    {
        var proto = new V1.Reason
        {
            Figure = SameName.To<Figure, V1.Figure>(reason.Figure),
            Code = reason.Code,
            Rule = reason.Rule,
            SentenceFr = Explanation.Sentence(reason, Language.French),
            SentenceEn = Explanation.Sentence(reason, Language.English),
        };
        proto.Operands.AddRange(reason.Operands.Select(o => Operand(o, currency)));
        return proto;
    }

    /// <summary>A violation as data.</summary>
    public static V1.Violation Violation(Violation violation)
    {
        var metadata = Metadata(violation);
        var text = Sentence(violation);
        var proto = new V1.Violation
        {
            Reason = ReasonNames.Of(violation.Code),
            Blocks = SameName.To<Blocks, V1.Blocks>(violation.Blocks),
            Product = violation.ProductCode ?? "",
            Description = new V1.LocalizedText { Fr = text.French, En = text.English },
        };
        foreach (var (key, value) in metadata)
            proto.Metadata[key] = value;
        return proto;
    }

    /// <summary>A violation as something that stands against a call.</summary>
    public static Precondition Precondition(Violation violation, string amendmentName) =>
        new(ReasonNames.Of(violation.Code), violation.ProductCode ?? amendmentName, Metadata(violation), Sentence(violation));

    private static Text Sentence(Violation violation) =>
        new(Explanation.Sentence(violation, Language.French), Explanation.Sentence(violation, Language.English));

    private static (string Key, string Value)[] Metadata(Violation violation)
    {
        var data = violation.Data.Select(o => (o.Name, Text(o)));
        return violation.ProductCode is { } product && violation.Data.All(o => o.Name != "product")
            ? [("product", product), .. data]
            : [.. data];
    }

    private static string Text(Operand operand) => operand.Kind switch
    {
        OperandKind.Fraction => Text(operand.Share),
        OperandKind.Date => operand.Date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        // The core names a state by its own value; the wire's text has the enum's name.
        OperandKind.Text when operand.Name == "state" => operand.Text!.ToUpperInvariant(),
        OperandKind.Text => operand.Text!,
        _ => Number(operand.Number),
    };

    private static string Text(Fraction share) => Invariant($"{share.Numerator}/{share.Denominator}");

    public static V1.Fraction Fraction(Fraction share) =>
        new() { Numerator = share.Numerator, Denominator = share.Denominator, Text = Text(share) };

    private static V1.Operand Operand(Operand operand, string currency)
    {
        var proto = new V1.Operand { Name = operand.Name };
        switch (operand.Kind)
        {
            case OperandKind.Quantity:
                proto.Quantity = (int)operand.Number;
                break;
            case OperandKind.Amount:
                proto.Money = Money(operand.Number, currency);
                break;
            case OperandKind.Percent:
                proto.Percentage = Decimal(operand.Number);
                break;
            case OperandKind.Fraction:
                proto.Fraction = Fraction(operand.Share);
                break;
            case OperandKind.Date:
                proto.Date = Date(operand.Date);
                break;
            case OperandKind.Months:
                proto.Months = (int)operand.Number;
                break;
            case OperandKind.Text:
                proto.Text = operand.Text;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operand), operand.Kind, "An operand of no known kind.");
        }
        return proto;
    }
}
