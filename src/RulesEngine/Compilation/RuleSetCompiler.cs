using NRules;
using NRules.Fluent.Dsl;

namespace MyOpenIP.RulesEngine.Compilation;

/// <summary>Puts rules in order and compiles them.</summary>
internal static class RuleSetCompiler
{
    public static ISessionFactory Compile(IReadOnlyList<Rule> rules, SessionBounds bounds) => null!;
}
