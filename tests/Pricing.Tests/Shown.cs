using System.Globalization;

namespace MyOpenIP.Pricing.Tests;

/// <summary>Violations and reasons as text, so that a test says all of them at once.</summary>
internal static class Shown
{
    /// <summary>"Code product name=value ...", one line for each violation.</summary>
    public static string Against(this RequestBuilder request) => string.Join('\n', request.Price().Violations.Select(Of));

    /// <summary>Every reason of a line for a figure: "CODE name=value ...".</summary>
    public static string Why(this PricedLine line, Figure figure) =>
        string.Join('\n', line.Reasons.Where(r => r.Figure == figure).Select(r => Text(r.Code, r.Operands)));

    /// <summary>The names of the rules that decided a line.</summary>
    public static IEnumerable<string> Rules(this PricedLine line) => line.Reasons.Select(r => r.Rule);

    public static string Of(Violation violation) =>
        Text(violation.ProductCode is null ? $"{violation.Code}" : $"{violation.Code} {violation.ProductCode}", violation.Data);

    /// <summary>"quantity x price[ -discount% until][ since][ committed][ leaving]", one for each lot.</summary>
    public static string Of(IEnumerable<Lot> lots) => string.Join(", ", lots.Select(Of));

    public static string Of(Lot lot) => string.Create(CultureInfo.InvariantCulture,
        $"{lot.Number}: {lot.Quantity} x {lot.UnitPrice}{Of(lot.Discounts)} since {lot.Since:O}")
        + (lot.CommittedUntil is { } committed ? $" committed until {committed:O}" : "")
        + (lot.LeavingOn is { } leaving ? $" leaving on {leaving:O}" : "");

    public static string Of(IEnumerable<DiscountStep> steps) => string.Concat(steps.Select(s =>
        string.Create(CultureInfo.InvariantCulture, $" -{s.Percent}%") + (s.Until is { } until ? $" until {until:O}" : "")));

    public static string Of(IEnumerable<TimelineEntry> timeline) =>
        string.Join(", ", timeline.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Monthly:0.####} from {e.From:O}")));

    private static string Text(string code, IEnumerable<Operand> operands) => string.Join(' ', operands.Select(Of).Prepend(code));

    private static string Of(Operand operand) => operand.Name + "=" + operand.Kind switch
    {
        OperandKind.Fraction => $"{operand.Share.Numerator}/{operand.Share.Denominator}",
        OperandKind.Date => operand.Date.ToString("O", CultureInfo.InvariantCulture),
        OperandKind.Text => operand.Text,
        _ => operand.Number.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
