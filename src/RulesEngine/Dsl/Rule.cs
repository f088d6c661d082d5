using MyOpenIP.RulesEngine.Definition;

namespace NRules.Fluent.Dsl;

/// <summary>
/// Base of every rule. A rule states in <see cref="Define"/> which facts it matches and which fact it yields for each match.
/// A rule class has a constructor without parameters and keeps no state.
/// </summary>
public abstract class Rule
{
    private readonly RuleRecorder _recorder = new();

    internal RuleRecorder Recorder => _recorder;

    /// <summary>States the rule by <see cref="When"/> and <see cref="Then"/>. Called once, when rules are loaded.</summary>
    public abstract void Define();

    /// <summary>Begins, or goes on with, the facts that the rule matches, in the order in which they are joined.</summary>
    /// <returns>The expression to go on with.</returns>
    protected ILeftHandSideExpression When() => _recorder;

    /// <summary>Begins, or goes on with, the facts that the rule yields for each match.</summary>
    /// <returns>The expression to go on with.</returns>
    protected IRightHandSideExpression Then() => _recorder;

    /// <summary>Not supported: refused when rules are loaded. Use <see cref="NameAttribute"/>.</summary>
    /// <param name="value">Name of the rule.</param>
    protected void Name(string value) =>
        _recorder.Refuse("Name(...)", "the attribute [Name(...)]");

    /// <summary>Not supported: refused when rules are loaded. The order comes from what rules match and yield.</summary>
    /// <param name="value">Priority of the rule.</param>
    protected void Priority(int value) =>
        _recorder.Refuse("Priority(...)", "a fact that the later rule matches and the earlier one yields");

    /// <summary>Not supported: refused when rules are loaded. Insert a fact that carries what the rule needs.</summary>
    /// <returns>The expression to go on with.</returns>
    protected IDependencyExpression Dependency() => _recorder;

    /// <summary>Not supported: refused when rules are loaded. Use <c>Having</c>.</summary>
    /// <returns>The expression to go on with.</returns>
    protected IFilterExpression Filter() => _recorder;
}
