namespace MyOpenIP.Server.Wire;

/// <summary>Converts between two enums that name the same things: by name, each value.</summary>
internal static class SameName
{
    /// <summary>The value of <typeparamref name="TTo"/> with the name of <paramref name="value"/>.</summary>
    public static TTo To<TFrom, TTo>(TFrom value) where TFrom : struct, Enum where TTo : struct, Enum => Map<TFrom, TTo>.Values[value];

    /// <summary>The value of <typeparamref name="TTo"/> with the name of <paramref name="value"/>; there is none, as of one not given: <paramref name="other"/>.</summary>
    public static TTo Or<TFrom, TTo>(TFrom value, TTo other) where TFrom : struct, Enum where TTo : struct, Enum =>
        Map<TFrom, TTo>.Values.GetValueOrDefault(value, other);

    private static class Map<TFrom, TTo> where TFrom : struct, Enum where TTo : struct, Enum
    {
        public static readonly Dictionary<TFrom, TTo> Values =
            Enum.GetValues<TFrom>().Where(v => Enum.IsDefined(typeof(TTo), v.ToString())).ToDictionary(v => v, v => Enum.Parse<TTo>(v.ToString()));
    }
}
