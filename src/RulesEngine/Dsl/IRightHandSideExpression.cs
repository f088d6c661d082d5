using System.Linq.Expressions;
using NRules.RuleModel;

namespace NRules.Fluent.Dsl;

/// <summary>What a rule yields for each match.</summary>
public interface IRightHandSideExpression
{
    /// <summary>Yields a fact. A fact equal to one that the session has is refused when the rule is evaluated.</summary>
    /// <typeparam name="TFact">Type of the fact.</typeparam>
    /// <param name="yield">Makes the fact from what is bound; never null.</param>
    /// <returns>The expression to go on with.</returns>
    IRightHandSideExpression Yield<TFact>(Expression<Func<IContext, TFact>> yield);

    /// <summary>Not supported: refused when rules are loaded. Nothing is updated, so the form with one argument says all.</summary>
    /// <typeparam name="TFact">Type of the fact.</typeparam>
    /// <param name="yieldInsert">Makes the fact.</param>
    /// <param name="yieldUpdate">Makes it again.</param>
    /// <returns>The expression to go on with.</returns>
    IRightHandSideExpression Yield<TFact>(Expression<Func<IContext, TFact>> yieldInsert, Expression<Func<IContext, TFact, TFact>> yieldUpdate);

    /// <summary>Not supported: refused when rules are loaded. Rules have no effect but the facts that they yield.</summary>
    /// <param name="action">The action.</param>
    /// <returns>The expression to go on with.</returns>
    IRightHandSideExpression Do(Expression<Action<IContext>> action);

    /// <summary>Not supported: refused when rules are loaded. Nothing that was yielded is taken back.</summary>
    /// <param name="action">The action.</param>
    /// <returns>The expression to go on with.</returns>
    IRightHandSideExpression Undo(Expression<Action<IContext>> action);
}
