using System.Linq.Expressions;

namespace NRules.Fluent.Dsl;

/// <summary>
/// The facts that a rule matches. Elements are joined in the order in which they are written; a condition may use what is
/// bound before it. Conditions are pure: they are evaluated any number of times, and one that comes to be known false early may spare another.
/// </summary>
public interface ILeftHandSideExpression
{
    /// <summary>One match for each fact of the type (derived types and implementations included) that meets the conditions.</summary>
    /// <typeparam name="TFact">Type of the fact.</typeparam>
    /// <param name="alias">Variable of <c>Define</c> that the fact is bound to.</param>
    /// <param name="conditions">All must hold; none: every fact of the type.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression Match<TFact>(Expression<Func<TFact>> alias, params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>As the other form, without binding the fact.</summary>
    /// <typeparam name="TFact">Type of the fact.</typeparam>
    /// <param name="conditions">All must hold; none: every fact of the type.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression Match<TFact>(params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>Holds where at least one fact meets the conditions; it never multiplies matches.</summary>
    /// <typeparam name="TFact">Type of the fact.</typeparam>
    /// <param name="conditions">All must hold of one fact.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression Exists<TFact>(params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>Holds where no fact meets the conditions. The rule runs after every rule that may yield such a fact.</summary>
    /// <typeparam name="TFact">Type of the fact.</typeparam>
    /// <param name="conditions">All must hold of one fact to make it one that must not be.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression Not<TFact>(params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>Holds where every fact that meets the base condition meets the others too; so also where there is none.</summary>
    /// <typeparam name="TFact">Type of the fact.</typeparam>
    /// <param name="baseCondition">Which facts are looked at.</param>
    /// <param name="conditions">What must hold of each of them.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression All<TFact>(Expression<Func<TFact, bool>> baseCondition, params Expression<Func<TFact, bool>>[] conditions);

    /// <summary>Holds where every fact of the type meets the condition; so also where there is none.</summary>
    /// <typeparam name="TFact">Type of the fact.</typeparam>
    /// <param name="condition">What must hold of each fact.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression All<TFact>(Expression<Func<TFact, bool>> condition);

    /// <summary>One match for each result of a query over facts. The rule runs after every rule that may yield such a fact.</summary>
    /// <typeparam name="TResult">Type of a result.</typeparam>
    /// <param name="alias">Variable of <c>Define</c> that a result is bound to.</param>
    /// <param name="queryExpression">The query, begun by <c>Match</c>.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression Query<TResult>(Expression<Func<TResult>> alias, Func<IQuery, IQuery<TResult>> queryExpression);

    /// <summary>Not supported: refused when rules are loaded. Elements of one rule are joined as they are.</summary>
    /// <param name="builder">The group.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression And(Action<ILeftHandSideExpression> builder);

    /// <summary>Not supported: refused when rules are loaded. Write a rule for each alternative.</summary>
    /// <param name="builder">The group.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression Or(Action<ILeftHandSideExpression> builder);

    /// <summary>Computes a value from what is bound before it, once for each match so far.</summary>
    /// <typeparam name="TResult">Type of the value.</typeparam>
    /// <param name="alias">Variable of <c>Define</c> that the value is bound to.</param>
    /// <param name="expression">The value; it may be null.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression Let<TResult>(Expression<Func<TResult>> alias, Expression<Func<TResult>> expression);

    /// <summary>Keeps the matches for which all conditions hold.</summary>
    /// <param name="conditions">Conditions over what is bound before.</param>
    /// <returns>The expression to go on with.</returns>
    ILeftHandSideExpression Having(params Expression<Func<bool>>[] conditions);
}
