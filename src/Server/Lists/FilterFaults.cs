using MyOpenIP.Server.Wire;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Lists;

/// <summary>What can be wrong with a filter: each refused as FILTER_INVALID with its position.</summary>
internal static class FilterFaults
{
    public static Fault TooDeep(int position, int deepest) =>
        At(position, "TOO_DEEP", new(Invariant($"Pas plus de {deepest} parenthèses imbriquées."), Invariant($"No more than {deepest} nested parentheses.")));

    public static Fault ExpectedColumn(int position) =>
        At(position, "COLUMN_EXPECTED", new("Une colonne est attendue ici.", "A column is expected here."));

    public static Fault ExpectedOperator(int position) =>
        At(position, "OPERATOR_EXPECTED", new("Un opérateur est attendu ici : = != < <= > >=.", "An operator is expected here: = != < <= > >=."));

    public static Fault ExpectedValue(int position) =>
        At(position, "VALUE_EXPECTED", new("Une valeur est attendue ici.", "A value is expected here."));

    public static Fault ExpectedConjunction(int position) =>
        At(position, "CONJUNCTION_EXPECTED", new("AND, OR ou la fin sont attendus ici.", "AND, OR or the end is expected here."));

    public static Fault ExpectedClosing(int position) =>
        At(position, "CLOSING_EXPECTED", new("AND, OR ou ) sont attendus ici.", "AND, OR or ) is expected here."));

    public static Fault UnclosedQuote(int position) =>
        At(position, "UNCLOSED_QUOTE", new("Ce guillemet n'est pas refermé.", "This quote is not closed."));

    public static Fault UnknownColumn(int position, IEnumerable<string> columns) =>
        At(position, "UNKNOWN_COLUMN", new($"Les colonnes sont {string.Join(", ", columns)}.", $"The columns are {string.Join(", ", columns)}."));

    public static Fault OperatorNotAllowed(int position) =>
        At(position, "OPERATOR_NOT_ALLOWED", new("Seuls = et != valent pour cette colonne.", "Only = and != go with this column."));

    public static Fault Malformed(int position, string example) =>
        At(position, "MALFORMED", new($"La forme attendue est {example}.", $"The form expected is {example}."));

    private static Fault At(int position, string rule, Text what) =>
        Fault.InvalidField(ErrorReason.FilterInvalid, new FieldFault("filter", rule, what), ("position", Invariant($"{position}")));
}
