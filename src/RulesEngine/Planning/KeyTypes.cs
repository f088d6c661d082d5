namespace MyOpenIP.RulesEngine.Planning;

/// <summary>The types whose operator == says the same as their hash and their Equals. Not floating point: NaN differs from itself.</summary>
internal static class KeyTypes
{
    private static readonly HashSet<Type> Known =
    [
        typeof(bool), typeof(char), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long),
        typeof(ulong), typeof(decimal), typeof(string), typeof(Guid), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(DateTime),
        typeof(DateTimeOffset),
    ];

    public static bool Have(Type type)
    {
        var key = Nullable.GetUnderlyingType(type) ?? type;
        return key.IsEnum || Known.Contains(key);
    }
}
