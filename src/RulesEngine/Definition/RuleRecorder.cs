using System.Linq.Expressions;
using System.Reflection;
using NRules.Fluent.Dsl;
using NRules.RuleModel;

namespace MyOpenIP.RulesEngine.Definition;

/// <summary>Records what a rule's <c>Define</c> states, and refuses what is not supported.</summary>
internal sealed class RuleRecorder : ILeftHandSideExpression, IRightHandSideExpression, IDependencyExpression, IFilterExpression
{
    private readonly List<RuleElement> _elements = [];
    private readonly List<YieldElement> _yields = [];
    private readonly HashSet<MemberInfo> _aliases = [];

    public IReadOnlyList<RuleElement> Elements => _elements;

    public IReadOnlyList<YieldElement> Yields => _yields;

    /// <summary>The first construct that is refused, if any is.</summary>
    public RefusedConstructException? Refused { get; private set; }

    /// <summary>The variables that the rule binds.</summary>
    public IReadOnlySet<MemberInfo> Aliases => _aliases;

    public ILeftHandSideExpression Match<TFact>(Expression<Func<TFact>> alias, params Expression<Func<TFact, bool>>[] conditions) =>
        Add(new MatchElement(typeof(TFact), Bind(alias), conditions));

    public ILeftHandSideExpression Match<TFact>(params Expression<Func<TFact, bool>>[] conditions) =>
        Add(new MatchElement(typeof(TFact), null, conditions));

    public ILeftHandSideExpression Exists<TFact>(params Expression<Func<TFact, bool>>[] conditions) =>
        Add(new QuantifierElement(typeof(TFact), false, conditions));

    public ILeftHandSideExpression Not<TFact>(params Expression<Func<TFact, bool>>[] conditions) =>
        Add(new QuantifierElement(typeof(TFact), true, conditions));

    public ILeftHandSideExpression All<TFact>(
        Expression<Func<TFact, bool>> baseCondition, params Expression<Func<TFact, bool>>[] conditions) =>
        Add(new QuantifierElement(typeof(TFact), true, [baseCondition, Fails(conditions)]));

    public ILeftHandSideExpression All<TFact>(Expression<Func<TFact, bool>> condition) =>
        Add(new QuantifierElement(typeof(TFact), true, [Fails(condition)]));

    public ILeftHandSideExpression Query<TResult>(Expression<Func<TResult>> alias, Func<IQuery, IQuery<TResult>> queryExpression)
    {
        var query = queryExpression(new QueryStart()).Recorder;
        return Add(new QueryElement(Bind(alias), typeof(TResult), [.. query.Stages]));
    }

    public ILeftHandSideExpression Let<TResult>(Expression<Func<TResult>> alias, Expression<Func<TResult>> expression) =>
        Add(new LetElement(Bind(alias), expression));

    public ILeftHandSideExpression Having(params Expression<Func<bool>>[] conditions) => Add(new HavingElement(conditions));

    public ILeftHandSideExpression And(Action<ILeftHandSideExpression> builder) =>
        Refuse("And", "its elements one after the other");

    public ILeftHandSideExpression Or(Action<ILeftHandSideExpression> builder) =>
        Refuse("Or", "a rule for each alternative, or one condition with ||");

    public IRightHandSideExpression Yield<TFact>(Expression<Func<IContext, TFact>> yield)
    {
        _yields.Add(new YieldElement(typeof(TFact), yield));
        return this;
    }

    public IRightHandSideExpression Yield<TFact>(
        Expression<Func<IContext, TFact>> yieldInsert, Expression<Func<IContext, TFact, TFact>> yieldUpdate) =>
        Refuse("Yield with an update", "Yield with one argument");

    public IRightHandSideExpression Do(Expression<Action<IContext>> action) => Refuse("Do", "Yield");

    public IRightHandSideExpression Undo(Expression<Action<IContext>> action) =>
        Refuse("Undo", "Yield; what is yielded stays");

    public IDependencyExpression Resolve<TDependency>(Expression<Func<TDependency>> alias) =>
        Refuse("Dependency", "a fact that carries what the rule needs");

    public IFilterExpression OnChange(params Expression<Func<object>>[] keySelectors) =>
        Refuse("Filter", "Having");

    public IFilterExpression Where(params Expression<Func<bool>>[] predicates) =>
        Refuse("Filter", "Having");

    /// <summary>Remembers the first construct that is refused. Define goes on: what follows has no effect.</summary>
    public RuleRecorder Refuse(string construct, string instead)
    {
        Refused ??= new RefusedConstructException(construct, instead);
        return this;
    }

    private RuleRecorder Add(RuleElement element)
    {
        _elements.Add(element);
        return this;
    }

    private FieldInfo Bind(LambdaExpression alias)
    {
        if (alias.Body is not MemberExpression { Expression: null or ConstantExpression, Member: FieldInfo variable })
            throw new RefusedConstructException($"the alias {alias}", "a variable of Define, as in () => line");
        if (!_aliases.Add(variable))
            throw new RefusedConstructException($"binding {variable.Name} twice", "a variable for each element");
        return variable;
    }

    private static Expression<Func<TFact, bool>> Fails<TFact>(params Expression<Func<TFact, bool>>[] conditions)
    {
        var fact = Expression.Parameter(typeof(TFact), "fact");
        var all = conditions
            .Select(c => new ParameterReplacement(c.Parameters[0], fact).Visit(c.Body))
            .Aggregate((Expression)Expression.Constant(true), Expression.AndAlso);
        return Expression.Lambda<Func<TFact, bool>>(Expression.Not(all), fact);
    }
}
