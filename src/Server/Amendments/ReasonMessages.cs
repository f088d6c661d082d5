using MyOpenIP.Pricing;
using MyOpenIP.Server.Wire;
using static MyOpenIP.Server.Wire.WireValues;

namespace MyOpenIP.Server.Amendments;

/// <summary>Why a figure is what it is, and what stands against an amendment.</summary>
internal static class ReasonMessages
{
    /// <summary>Writes reasons, with their sentences in both languages.</summary>
    public static void Write(ProtoWriter writer, int field, IReadOnlyList<Reason> reasons, string currency)
    {
        for (var i = 0; i < reasons.Count; i++)
        {
            var reason = reasons[i];
            var start = writer.Begin(field);
            writer.Number(V1.Reason.FigureFieldNumber, (int)SameName.To<Figure, V1.Figure>(reason.Figure));
            writer.Text(V1.Reason.CodeFieldNumber, reason.Code);
            writer.Text(V1.Reason.RuleFieldNumber, reason.Rule);
            for (var k = 0; k < reason.Operands.Count; k++)
                Write(writer, reason.Operands[k], currency);
            Write(writer, V1.Reason.SentenceFrFieldNumber, reason, Language.French);
            Write(writer, V1.Reason.SentenceEnFieldNumber, reason, Language.English);
            writer.End(start);
        }
    }

    private static void Write(ProtoWriter writer, int field, Reason reason, Language language)
    {
        var start = writer.Begin(field);
        Explanation.Write(writer, reason, language);
        writer.End(start);
    }

    /// <summary>Writes a violation as data.</summary>
    public static void Write(ProtoWriter writer, int field, Violation violation)
    {
        var text = Sentence(violation);
        var proto = new V1.Violation
        {
            Reason = ReasonNames.Of(violation.Code),
            Blocks = SameName.To<Blocks, V1.Blocks>(violation.Blocks),
            Product = violation.ProductCode ?? "",
            Description = new V1.LocalizedText { Fr = text.French, En = text.English },
        };
        foreach (var (key, value) in Metadata(violation))
            proto.Metadata[key] = value;
        writer.Message(field, proto);
    }

    /// <summary>Writes an exact share.</summary>
    public static void Write(ProtoWriter writer, int field, Fraction share)
    {
        var start = writer.Begin(field);
        writer.Number(V1.Fraction.NumeratorFieldNumber, share.Numerator);
        writer.Number(V1.Fraction.DenominatorFieldNumber, share.Denominator);
        writer.Text(V1.Fraction.TextFieldNumber, Text(share));
        writer.End(start);
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

    private static void Write(ProtoWriter writer, Operand operand, string currency)
    {
        var start = writer.Begin(V1.Reason.OperandsFieldNumber);
        writer.Text(V1.Operand.NameFieldNumber, operand.Name);
        switch (operand.Kind)
        {
            case OperandKind.Quantity:
                writer.NumberOrZero(V1.Operand.QuantityFieldNumber, (int)operand.Number);
                break;
            case OperandKind.Amount:
                writer.Money(V1.Operand.MoneyFieldNumber, operand.Number, currency);
                break;
            case OperandKind.Percent:
                writer.Decimal(V1.Operand.PercentageFieldNumber, operand.Number);
                break;
            case OperandKind.Fraction:
                Write(writer, V1.Operand.FractionFieldNumber, operand.Share);
                break;
            case OperandKind.Date:
                writer.Date(V1.Operand.DateFieldNumber, operand.Date);
                break;
            case OperandKind.Months:
                writer.NumberOrZero(V1.Operand.MonthsFieldNumber, (int)operand.Number);
                break;
            case OperandKind.Text:
                writer.TextOrEmpty(V1.Operand.TextFieldNumber, operand.Text!);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operand), operand.Kind, "An operand of no known kind.");
        }
        writer.End(start);
    }
}
