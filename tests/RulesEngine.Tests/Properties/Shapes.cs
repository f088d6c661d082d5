using System.Linq.Expressions;
using CsCheck;

namespace MyOpenIP.RulesEngine.Tests.Properties;

internal enum Kind
{
    Match,
    Exists,
    Not,
    Collect,
    Let,
}

/// <summary>A condition on a fact: a test and the element before it that it compares with.</summary>
internal sealed record ConditionShape(int Test, int Earlier);

/// <summary>An element of a rule. The type is a number: what it stands for depends on the rule.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">Its fact type.</param>
/// <param name="Conditions">Conditions on the fact; those of a Let are on the value.</param>
/// <param name="OfAll">Number of the condition on a whole collection.</param>
internal sealed record ElementShape(Kind Kind, int Type, ConditionShape[] Conditions, int OfAll);

/// <summary>A rule: elements, and whether its yielded facts are named by all that is bound, so that none are equal.</summary>
internal sealed record RuleShape(ElementShape[] Elements, bool IsNamedByAll, int Having);

/// <summary>Rules in the order of what they read, the order in which they are given, and the facts.</summary>
internal sealed record CaseShape(RuleShape[] Rules, int Order, Fact[] Facts);

internal static class Shapes
{
    // The second argument is what an earlier element bound.
    public static readonly Expression<Func<Fact, Fact, bool>>[] Tests =
    [
        (f, e) => f.X == e.X,
        (f, e) => e.X == f.X && f.Y == e.Y,
        (f, e) => f.N == e.X,
        (f, e) => f.X < e.X,
        (f, e) => f.Y != null && f.Y.Length == e.X,
        (f, e) => e.Y != null && f.X == e.Y.Length,
        (f, e) => f.N == e.N && f.X > 0,
        (f, e) => f.X + 1 == e.X,
        (f, e) => f.X * 2 != e.X,
        (f, e) => f.X == e.X || f.Y == e.Y,
        (f, e) => f.X > 1 == (e is A),
        (f, e) => f.N.HasValue && f.N.Value == e.X && e.Depth == 0,
    ];

    // With a computed number.
    public static readonly Expression<Func<Fact, int, bool>>[] NumberTests =
    [
        (f, n) => f.X == n,
        (f, n) => f.N == n,
        (f, n) => f.X < n,
        (f, n) => n == f.X + 1 && f.Y == null,
    ];

    // Without an earlier element.
    public static readonly Expression<Func<Fact, bool>>[] OwnTests =
    [
        f => f.X > 0,
        f => f.Y != null,
        f => f.Y == null || f.Y.Length > 1,
        f => f.X == 1 && f.N != null,
        f => f.Depth < 1,
    ];

    public static readonly Expression<Func<Fact, bool>>[] Havings = [f => true, f => f.X < 3, f => f.Y != "aa"];

    public static readonly Expression<Func<IEnumerable<Fact>, bool>>[] OfAll = [all => true, all => all.Any(), all => all.Count() != 2];

    public static readonly Expression<Func<Fact, int>>[] Numbers = [f => f.X, f => f.X * 2, f => f.Y == null ? 0 : f.Y.Length];

    public static readonly Expression<Func<int, bool>>[] OfNumber = [n => n > 0, n => n != 2, n => n < 3];

    private static readonly string?[] Texts = [null, "a", "aa", "b"];

    private static readonly int?[] Somes = [null, 1, 2];

    private static readonly Gen<ConditionShape> Conditions = Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 3], (t, e) => new ConditionShape(t, e));

    private static readonly Gen<ElementShape> Elements = Gen.Select(
        Gen.Frequency((5, Gen.Const(Kind.Match)), (6, Gen.Int[1, 4].Select(k => (Kind)k))),
        Gen.Int[0, 6],
        Conditions.Array[0, 2],
        Gen.Int[0, 2],
        (k, t, c, a) => new ElementShape(k, t, c, a));

    private static readonly Gen<Fact> FactValues = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 3].Select(i => Texts[i]), Gen.Int[0, 2].Select(i => Somes[i]), Gen.Int[0, 20],
        (type, x, y, n, name) => type switch
        {
            0 => (Fact)new A($"a{name}.{x}.{y}.{n}", x, y, n),
            1 => new B($"b{name}.{x}.{y}.{n}", x, y, n),
            _ => new MarkedB($"m{name}.{x}.{y}.{n}", x, y, n),
        });

    /// <summary>Cases in which a rule in ten yields facts that may be equal.</summary>
    public static readonly Gen<CaseShape> Cases = CasesOf(Gen.Frequency((9, Gen.Const(true)), (1, Gen.Const(false))));

    /// <summary>Cases in which every yielded fact carries its rule and its match.</summary>
    public static readonly Gen<CaseShape> NamedCases = CasesOf(Gen.Const(true));

    public static readonly Type[] Derived = [typeof(Derived0), typeof(Derived1), typeof(Derived2)];

    private static Gen<CaseShape> CasesOf(Gen<bool> isNamedByAll) => Gen.Select(
        Gen.Select(Elements.Array[1, 3], isNamedByAll, Gen.Int[0, 2], (e, n, h) => new RuleShape(e, n, h)).Array[1, 3],
        Gen.Int[0, 5],
        FactValues.Array[0, 9],
        (r, o, f) => new CaseShape(r, o, f));

    /// <summary>What a rule may read: facts given, and what rules before it yield.</summary>
    public static Type TypeOf(int rule, ElementShape element)
    {
        Type[] types = [typeof(A), typeof(B), typeof(MarkedB), typeof(B), .. Derived[..rule]];
        return types[element.Type % types.Length];
    }

    /// <summary>What a rule yields for what is bound.</summary>
    public static Fact FactFor(int rule, bool isNamedByAll, object?[] bound)
    {
        var first = bound.OfType<Fact>().FirstOrDefault();
        var depth = 1 + bound.OfType<Fact>().Select(f => f.Depth).DefaultIfEmpty().Max();
        var path = $"r{rule}.{depth}<{(isNamedByAll ? string.Join("|", bound.Select(TextOf)) : TextOf(first))}>";
        return rule switch
        {
            0 => new Derived0(path, (first?.X ?? 0) + 1, first?.Y, first?.N, depth),
            1 => new Derived1(path, (first?.X ?? 0) + 1, first?.Y, first?.N, depth),
            _ => new Derived2(path, (first?.X ?? 0) + 1, first?.Y, first?.N, depth),
        };
    }

    /// <summary>A text for what is bound, whatever the order of a collection.</summary>
    private static string TextOf(object? bound) => bound switch
    {
        null => "-",
        Fact fact => fact.Path,
        IEnumerable<Fact> all => $"[{string.Join("+", all.Select(TextOf).Order(StringComparer.Ordinal))}]",
        _ => bound.ToString()!,
    };
}
